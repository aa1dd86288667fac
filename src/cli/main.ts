#!/usr/bin/env node
import { runCommandLine } from "./runCommandLine.ts";

// A reader that has seen enough, such as `head`, or has ended, is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
process.exitCode = await runCommandLine(process.argv.slice(2));
