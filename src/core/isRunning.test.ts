import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { isRunning } from "./isRunning.ts";

test("isRunning() tells a process that runs from one that has ended", () => {
  expect(isRunning(process.pid)).toBe(true);
  expect(isRunning(1)).toBe(true);
  const { pid } = spawnSync(process.execPath, ["--version"]);
  expect(isRunning(pid)).toBe(false);
});
