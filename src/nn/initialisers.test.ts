import { expect, test } from "vitest";
import { makeStream } from "../core/random.ts";
import {
  filledWith,
  type Initialiser,
  lecunUniform,
  pytorchDefault,
  zeros,
} from "./initialisers.ts";

const drawn = (initialiser: Initialiser) => {
  const out = new Float32Array(10_000);
  initialiser(out, makeStream(0, "init/test"));
  return out;
};

test.each([
  ["pytorchDefault", pytorchDefault(16), 0.25],
  ["lecunUniform", lecunUniform(24), 0.1],
])("%s() draws evenly within its bound", (_, initialiser, bound) => {
  const out = drawn(initialiser);
  expect(Math.max(...out)).toBeLessThanOrEqual(bound);
  expect(Math.max(...out)).toBeGreaterThan(0.999 * bound);
  expect(Math.min(...out)).toBeGreaterThanOrEqual(-bound);
  expect(Math.min(...out)).toBeLessThan(-0.999 * bound);
  // The mean of n uniform numbers has a standard deviation of bound / √(3n).
  const mean = out.reduce((sum, x) => sum + x, 0) / out.length;
  expect(Math.abs(mean)).toBeLessThan((4 * bound) / Math.sqrt(3 * out.length));
});

test("filledWith() and zeros() need no random numbers", () => {
  expect([...new Set(drawn(filledWith(0.25)))]).toEqual([0.25]);
  expect([...new Set(drawn(zeros))]).toEqual([0]);
});
