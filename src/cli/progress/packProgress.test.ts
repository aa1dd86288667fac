import { expect, test } from "vitest";
import { makePackLines } from "./packProgress.ts";

test("makePackLines() writes a line at each stage, and every few seconds", () => {
  const clock = { seconds: 0 };
  const lines: string[] = [];
  const { update } = makePackLines(
    (line) => lines.push(line),
    () => clock.seconds,
  );
  const images = { of: 20_000, skipped: 0 };
  update({ stage: "looking", done: 0, ...images });
  update({ stage: "decoding", done: 8_000, ...images });
  clock.seconds = 2;
  update({ stage: "decoding", done: 9_000, ...images });
  clock.seconds = 5;
  update({ stage: "decoding", done: 13_000, ...images, skipped: 3 });
  update({ stage: "decoding", done: 20_000, ...images });
  update({ stage: "checking", done: 20_000, ...images });
  expect(lines).toEqual([
    "looking at the files",
    "packing 8,000 of 20,000 images",
    "packing 13,000 of 20,000 images  3 not readable  1,000 images/s  7 s left",
    "taking checksums",
  ]);
});
