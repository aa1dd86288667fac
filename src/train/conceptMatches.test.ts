import { expect, test } from "vitest";
import { conceptMatches } from "./conceptMatches.ts";

const set = { concepts: { parity: Int32Array.of(0, 1, 0, 1), ink: Int32Array.of(1, 1, 1, 1) } };
const parity = { name: "parity", values: ["even", "odd"], ofClass: [0, 1, 0, 1] };

test("conceptMatches() says of which images an answer stands for what they show", () => {
  const answers = Int32Array.of(2, 1, 1, 0);
  expect(conceptMatches(answers, set, [parity])).toEqual([
    { concept: parity, isRight: Uint8Array.of(1, 1, 0, 0) },
  ]);
});

test("conceptMatches() takes an answer that is no class for wrong", () => {
  const [matches] = conceptMatches(Int32Array.of(-1, -1, 0, 1), set, [parity]);
  expect(matches!.isRight).toEqual(Uint8Array.of(0, 0, 1, 1));
});

test("conceptMatches() leaves out concepts that classes do not stand for, or images do not tell of", () => {
  const ink = { name: "ink", values: ["grey", "black"] };
  const size = { name: "size", values: ["small"], ofClass: [0, 0, 0, 0] };
  expect(conceptMatches(Int32Array.of(0, 1, 2, 3), set, [ink, size])).toEqual([]);
  expect(conceptMatches(Int32Array.of(0, 1, 2, 3), set)).toEqual([]);
});
