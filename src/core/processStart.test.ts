import { expect, test } from "vitest";
import { processStart } from "./processStart.ts";

test.runIf(process.platform === "linux")("processStart() tells processes apart", () => {
  expect(processStart(process.pid)).toMatch(/^[0-9a-f-]{36} \d+$/);
  expect(processStart(process.pid)).toBe(processStart(process.pid));
  expect(processStart(process.pid)).not.toBe(processStart(1));
});

test("processStart() says nothing of a process that is not there", () => {
  expect(processStart(2 ** 30)).toBe("");
});
