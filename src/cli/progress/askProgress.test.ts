import { expect, test } from "vitest";
import { makeAskLines } from "./askProgress.ts";

test("makeAskLines() writes a line for each run, and one every five seconds", () => {
  const lines: string[] = [];
  let time = 0;
  const display = makeAskLines(
    (line) => lines.push(line),
    () => time,
  );
  display.update({ run: "a-s0", done: 0, of: 8 });
  time = 1;
  display.update({ run: "a-s0", done: 1, of: 8 });
  time = 6;
  display.update({ run: "a-s0", done: 2, of: 8 });
  time = 8;
  display.update({ run: "a-s1", done: 1, of: 4 });
  display.stop();
  expect(lines).toEqual([
    "a-s0  0 of 8 networks",
    "a-s0  2 of 8 networks  18 s left",
    "a-s1  1 of 4 networks  6 s left",
  ]);
});
