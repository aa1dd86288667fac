import { expect, test } from "vitest";
import { estimated } from "../../test/support/moments.ts";
import { makeStream } from "../core/random.ts";
import {
  fansOf,
  filledWith,
  type Initialiser,
  lecunUniform,
  normal,
  pytorchDefault,
  withZeroBias,
  zeros,
} from "./initialisers.ts";

const drawn = (initialiser: Initialiser) => {
  const out = new Float32Array(10_000);
  initialiser(out, makeStream(0, "init/test"), [out.length]);
  return out;
};

test.each([
  ["pytorchDefault", pytorchDefault({ fanIn: 16, fanOut: 3 }), 0.25],
  ["lecunUniform", lecunUniform({ fanIn: 24, fanOut: 3 }), 0.1],
])("%s() draws weights and biases evenly within its bound", (_, { weight, bias }, bound) => {
  const out = drawn(weight);
  expect(drawn(bias)).toEqual(out);
  expect(Math.max(...out)).toBeLessThanOrEqual(bound);
  expect(Math.max(...out)).toBeGreaterThan(0.999 * bound);
  expect(Math.min(...out)).toBeGreaterThanOrEqual(-bound);
  expect(Math.min(...out)).toBeLessThan(-0.999 * bound);
  // The mean of n uniform numbers has a standard deviation of bound / √(3n).
  const mean = out.reduce((sum, x) => sum + x, 0) / out.length;
  expect(Math.abs(mean)).toBeLessThan((4 * bound) / Math.sqrt(3 * out.length));
});

test("fansOf() counts the connections of a weight", () => {
  expect(fansOf([10, 84])).toEqual({ fanIn: 84, fanOut: 10 });
  expect(fansOf([16, 6, 5, 3])).toEqual({ fanIn: 90, fanOut: 240 });
  // A depthwise convolution with 3×3 windows.
  expect(fansOf([32, 1, 3, 3])).toEqual({ fanIn: 9, fanOut: 288 });
});

test("filledWith() and zeros() need no random numbers", () => {
  expect([...new Set(drawn(filledWith(0.25)))]).toEqual([0.25]);
  expect([...new Set(drawn(zeros))]).toEqual([0]);
});

test("normal() has the deviation that is asked for", () => {
  const { mean, deviation } = estimated(drawn(normal(0.5)));
  // Four standard errors: 0.5 / √n of the mean, 0.5 / √(2n) of the deviation.
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(deviation - 0.5)).toBeLessThan(0.0142);
});

test("withZeroBias() takes any initialiser for the weights", () => {
  const { weight, bias } = withZeroBias(filledWith(3))({ fanIn: 1, fanOut: 1 });
  expect([drawn(weight)[0], drawn(bias)[0]]).toEqual([3, 0]);
});
