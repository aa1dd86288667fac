import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { isRunning } from "./isRunning.ts";
import { processStart } from "./processStart.ts";

test.runIf(process.platform === "linux")("processStart() tells processes apart", () => {
  expect(processStart(process.pid)).toMatch(/^[0-9a-f-]{36} \d+$/);
  expect(processStart(process.pid)).toBe(processStart(process.pid));
  expect(processStart(process.pid)).not.toBe(processStart(1));
});

test.runIf(process.platform === "linux")(
  "processStart() knows who has ended unnoticed",
  async () => {
    // The shell that began the first process becomes another program, which never asks for it.
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 30"]);
    try {
      const [said] = await once(parent.stdout, "data");
      const id = Number(String(said));
      await expect.poll(() => processStart(id)).toBe("");
      expect(isRunning(id)).toBe(true);
    } finally {
      parent.kill();
    }
  },
);

test("processStart() says nothing of a process that is not there", () => {
  expect(processStart(2 ** 30)).toBe("");
});
