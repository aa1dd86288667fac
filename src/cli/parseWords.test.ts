import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { parseWords } from "./parseWords.ts";

test("parseWords() tells the target from keys and values", () => {
  expect(parseWords("study run", ["translation", "size=demo", "seeds=0..4"])).toEqual({
    targets: ["translation"],
    given: { size: "demo", seeds: "0..4" },
  });
  expect(parseWords("bench", ["batch=64"])).toEqual({ targets: [], given: { batch: "64" } });
  expect(parseWords("bench", [])).toEqual({ targets: [], given: {} });
});

test("parseWords() takes many names where a command is about many things", () => {
  expect(parseWords("resume", ["a", "threads=1", "b"], { many: true })).toEqual({
    targets: ["a", "b"],
    given: { threads: "1" },
  });
});

test("parseWords() lets values hold equals signs and minus signs", () => {
  expect(parseWords("train", ["runs=/a=b", "learningRate=-1"]).given).toEqual({
    runs: "/a=b",
    learningRate: "-1",
  });
});

test("parseWords() takes seed for seeds", () => {
  expect(parseWords("train", ["seed=3"]).given).toEqual({ seeds: "3" });
});

test.each([
  [["a", "b"], '"b" was given, needs key=value'],
  [["a", "epochs="], '"epochs=" was given, needs key=value'],
  [["=3"], '"=3" was given, needs key=value'],
  [["epochs=1", "epochs=2"], "epochs is given twice, needs one value"],
  [["seed=1", "seeds=2"], "seeds is given twice, needs one value"],
])("parseWords() refuses %o", (words, reason) => {
  expect(() => parseWords("train", words)).toThrow(new UsageError(`Cannot run "train": ${reason}`));
});
