import { expect, test } from "vitest";
import { estimated } from "../../test/support/moments.ts";
import { makeStream } from "../core/random.ts";
import type { LayerInitialiser } from "./initialisers.ts";
import { gains, he, varianceScaling, xavier } from "./varianceScaling.ts";

const fans = { fanIn: 50, fanOut: 150 };
const count = 40_000;

function drawn(initialiser: LayerInitialiser): Float32Array {
  const out = new Float32Array(count);
  initialiser(fans).weight(out, makeStream(0, "init/test"), [count]);
  return out;
}

test.each([
  ["he()", he(), Math.sqrt(2 / 50)],
  ["he() by fan-out", he({ fan: "out" }), Math.sqrt(2 / 150)],
  [
    "he() for leaky ReLU, uniform",
    he({ gain: gains.leakyRelu(1), distribution: "uniform" }),
    Math.sqrt(1 / 50),
  ],
  ["xavier()", xavier(), Math.sqrt(2 / 200)],
  [
    "xavier() for tanh, normal",
    xavier({ gain: gains.tanh, distribution: "normal" }),
    (5 / 3) * 0.1,
  ],
  ["truncated he()", he({ distribution: "truncatedNormal" }), Math.sqrt(2 / 50)],
])("%s has its deviation", (_, initialiser, expected) => {
  const { mean, deviation } = estimated(drawn(initialiser));
  // More than four standard errors of either: 1 / √n and 1 / √(2n) of the deviation.
  expect(Math.abs(mean)).toBeLessThan(0.02 * expected);
  expect(Math.abs(deviation / expected - 1)).toBeLessThan(0.015);
});

test("varianceScaling() draws evenly up to a bound, or not", () => {
  const spread = (distribution: "uniform" | "normal" | "truncatedNormal") => {
    const out = drawn(varianceScaling({ fan: "in", gain: 1, distribution }));
    return Math.max(...out) * Math.sqrt(50);
  };
  expect(spread("uniform")).toBeCloseTo(Math.sqrt(3), 3);
  expect(spread("truncatedNormal")).toBeCloseTo(2 / 0.8796, 2);
  expect(spread("normal")).toBeGreaterThan(3.5);
});

test("varianceScaling() begins with biases of 0", () => {
  const out = new Float32Array(3).fill(1);
  he()(fans).bias(out, makeStream(0, "init/test"), [3]);
  expect([...out]).toEqual([0, 0, 0]);
});
