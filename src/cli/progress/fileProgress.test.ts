import { expect, test } from "vitest";
import { makeFileLines, makeFileWords } from "./fileProgress.ts";

const small = { doing: "downloading", file: "labels.gz", done: 0, total: 2048 } as const;
const large = { doing: "checking", file: "images.tar.gz", done: 0, total: 400 * 2 ** 20 } as const;

test("makeFileLines() writes a line a file, and how far a large one is", () => {
  const lines: string[] = [];
  const display = makeFileLines((line) => lines.push(line));
  for (const done of [0, 1000, 2048]) display.update({ ...small, done });
  for (const share of [0.01, 0.26, 0.27, 0.8, 1]) {
    display.update({ ...large, done: share * large.total });
  }
  display.update({ ...small, doing: "checking" });
  display.update({ ...small, doing: "unpacking", total: undefined });
  display.stop();
  expect(lines).toEqual([
    "downloading labels.gz, 2.0 KiB",
    "checking images.tar.gz, 400.0 MiB",
    "checking images.tar.gz, 25%",
    "checking images.tar.gz, 75%",
    "unpacking labels.gz",
  ]);
});

test("makeFileWords() tells how much, how fast and how long, without what was there before", () => {
  let seconds = 0;
  const wordsOf = makeFileWords(() => seconds);
  const of = 2 ** 20;
  const at = (done: number) => wordsOf({ ...large, done: done * of });
  expect(at(100)).toBe("checking images.tar.gz  100.0 MiB of 400.0 MiB");
  seconds = 2;
  expect(at(120)).toBe("checking images.tar.gz  120.0 MiB of 400.0 MiB  10.0 MiB/s  28 s left");
  expect(wordsOf({ ...small, done: 5, total: undefined })).toBe("downloading labels.gz  5 B");
  seconds = 3;
  expect(wordsOf({ ...small, done: 1029, total: undefined })).toBe(
    "downloading labels.gz  1.0 KiB  1.0 KiB/s",
  );
});
