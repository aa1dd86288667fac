import fc from "fast-check";
import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { GraphError, ShapeError } from "../core/errors.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import { constant, input } from "../ops/leaves.ts";
import { sum } from "../ops/sum.ts";
import { type DropoutOptions, dropout } from "./dropout.ts";
import { type Mode, makeScope } from "./scope.ts";

/** The place of a layer in a network without parameters. */
function placeOf(name: string, mode: Mode = "train") {
  const none = () => expect.fail("dropout has no arrays");
  return makeScope({ mode, parameter: none, buffer: none }).scope.child(name);
}

/** What dropout leaves of ones at a step. */
function ofOnes(shape: Shape, options: DropoutOptions, { name = "f6", step = 0, seed = 1 } = {}) {
  const ones = new Array<number>(sizeOf(shape)).fill(1);
  const y = dropout(constant(ones, shape), placeOf(name), options);
  return runOnce({ y }, { random: [seed, 0, step, 0] }).y;
}

test("dropout() gives 0 or x / (1 - rate)", () => {
  const rates = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
  fc.assert(
    fc.property(rates, fc.nat(1000), (rate, step) => {
      const kept = Math.fround(1 / (1 - rate));
      expect([0, kept]).toEqual(expect.arrayContaining(ofOnes([3, 7], { rate }, { step })));
    }),
  );
});

test("dropout() drops about as many as the rate says", () => {
  for (const rate of [0.1, 0.5, 0.8]) {
    const dropped = ofOnes([10_000], { rate }).filter((y) => y === 0).length;
    // Five standard deviations, of which there are at most 50.
    expect(Math.abs(dropped - 10_000 * rate)).toBeLessThan(250);
  }
});

test("dropout() drops others at another step, in another place and with another seed", () => {
  const options = { rate: 0.5 };
  const first = ofOnes([64], options);
  expect(ofOnes([64], options)).toEqual(first);
  for (const other of [{ step: 1 }, { name: "f7" }, { seed: 2 }]) {
    expect(ofOnes([64], options, other)).not.toEqual(first);
  }
});

test("dropout() of channels drops all or nothing of a channel of an example", () => {
  const y = ofOnes([20, 5, 2, 3], { rate: 0.5, mode: "channel" });
  const channels = Array.from({ length: 100 }, (_, channel) =>
    y.slice(6 * channel, 6 * channel + 6).join(),
  );
  expect(new Set(channels)).toEqual(new Set(["0,0,0,0,0,0", "2,2,2,2,2,2"]));
  expect(new Set(channels.slice(0, 5)).size).toBe(2);
});

test("dropout() passes gradients where it passed values", () => {
  const x = input("x", [32]);
  const y = dropout(x, placeOf("f6"), { rate: 0.25 });
  const numbers = { x: new Array<number>(32).fill(1), random: [1, 0, 0, 0] };
  const result = runOnce({ y, dx: gradients(sum(y), [x])[0]! }, numbers);
  expect(result.dx).toEqual(result.y);
});

test("dropout() is x itself in eval mode and at rate 0", () => {
  const x = input("x", [4]);
  expect(dropout(x, placeOf("f6", "eval"), { rate: 0.5 })).toBe(x);
  expect(dropout(x, placeOf("f6"), { rate: 0 })).toBe(x);
});

test.each([-0.1, 1, Number.NaN])("dropout() refuses the rate %d in either mode", (rate) => {
  for (const mode of ["train", "eval"] as const) {
    expect(() => dropout(input("x", [4]), placeOf("f6", mode), { rate })).toThrow(
      new GraphError(`Cannot drop out: rate = ${rate}, needs 0 up to below 1`),
    );
  }
});

test("dropout() of channels needs channels", () => {
  const drop = () => dropout(input("x", [4]), placeOf("f6"), { rate: 0.5, mode: "channel" });
  expect(drop).toThrow(
    new ShapeError(
      'Cannot drop channels of [4] in layer "f6": needs 2 dimensions or more, of which the second is channels',
      { layer: "f6" },
    ),
  );
});
