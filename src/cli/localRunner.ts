import { type ChildProcess, spawn } from "node:child_process";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { workerUrl } from "../core/workerUrl.ts";
import type { CellOutcome, Runner } from "../experiments/sweep/runner.ts";
import { runFiles } from "../runs/paths.ts";
import { StorageError, storageErrorOf } from "../storage/storageError.ts";

const program = fileURLToPath(workerUrl("./main.js", import.meta.url));

/** Takes cells to their ends on this machine, a process each. */
export function makeLocalRunner(slots: number): Runner {
  const children = new Set<ChildProcess>();
  /** A second request to end, when the first was passed on already. */
  const endAtOnce = () => {
    for (const child of children) child.kill("SIGKILL");
    process.exit(130);
  };
  const listen = (how: "on" | "off") => {
    for (const request of ["SIGINT", "SIGTERM"]) process[how](request, endAtOnce);
  };
  return {
    slots,
    async run({ path }, signal) {
      const log = await openLog(path);
      if (log instanceof StorageError) return { error: log.message };
      try {
        const { size } = await log.stat();
        const child = startResume(path, log.fd);
        children.add(child);
        const pass = () => {
          child.kill("SIGINT");
          listen("off"); // another child may have listened already
          listen("on");
        };
        if (signal.aborted) pass();
        else signal.addEventListener("abort", pass);
        const end = await endOf(child);
        signal.removeEventListener("abort", pass);
        children.delete(child);
        return await outcomeOf(end, { log, size });
      } finally {
        if (children.size === 0) listen("off");
        await log.close();
      }
    },
  };
}

/** Says why where it cannot be opened: that concerns one cell alone. */
async function openLog(folder: string): Promise<FileHandle | StorageError> {
  const path = join(folder, runFiles.log);
  return await open(path, "a+").catch((error: unknown) => storageErrorOf(error, "write", path));
}

/**
 * In a group of its own, so that Ctrl-C in a terminal comes by way of the sweep, once. The channel between the two tells
 * the child when the sweep is gone. What the child has to say for people goes to the run's log.
 */
function startResume(path: string, log: number): ChildProcess {
  return spawn(process.execPath, [program, "resume", path, "--json"], {
    detached: true,
    stdio: ["ignore", "ignore", log, "ipc"],
  });
}

/** How a process ended: by itself with an exit code, by a signal, or not begun. */
type End = { readonly code: number | null; readonly signal: string | null } | Error;

function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    child.once("error", resolve);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}

async function outcomeOf(
  end: End,
  { log, size }: { readonly log: FileHandle; readonly size: number },
): Promise<CellOutcome> {
  if (end instanceof Error) return { error: end.message };
  if (end.code === 0) return { error: undefined };
  if (end.signal !== null) return { error: `Its process was ended by ${end.signal}` };
  const { size: whole } = await log.stat();
  const start = Math.max(size, whole - 4096);
  const { buffer, bytesRead } = await log.read(Buffer.alloc(4096), 0, 4096, start);
  const lines = buffer.toString("utf8", 0, bytesRead).trimEnd().split("\n");
  return { error: lines.at(-1) || `Its process ended with exit code ${end.code}` };
}
