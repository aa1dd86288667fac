import { describe, expect, test } from "vitest";
import { circularLenet5, ringsAndBars } from "../../../test/support/circularLenet5.ts";
import { describeOnednn } from "../../../test/support/describeOnednn.ts";
import type { Backend } from "../../backends/backend.ts";
import { makeReferenceBackend } from "../../backends/reference/reference.ts";
import type { ImagesInMemory } from "../../data/imageSet.ts";
import type { Value } from "../../graph/node.ts";
import { initialNumbers, type Network } from "../../nn/network.ts";
import { affine } from "../../ops/affine.ts";
import { avgPool2d } from "../../ops/avgPool2d.ts";
import { constant } from "../../ops/leaves.ts";
import { linear } from "../../ops/linear.ts";
import { mul } from "../../ops/mul.ts";
import { flatten } from "../../ops/reshape.ts";
import { sum } from "../../ops/sum.ts";
import { makeEvaluator } from "../../train/evaluate.ts";
import { holdNetwork } from "../../train/states.ts";
import { type LayerError, measureEquivariance } from "./measureEquivariance.ts";
import { measureShiftGrid } from "./measureShiftGrid.ts";

/** Images of one row of pixels, of which 1 stands for white. */
function rowsOf(...rows: readonly (readonly number[])[]): ImagesInMemory {
  return {
    images: Uint8Array.from(rows.flat(), (pixel) => 255 * pixel),
    labels: new Int32Array(rows.length),
    count: rows.length,
    channels: 1,
    height: 1,
    width: rows[0]!.length,
  };
}

/** A network without parameters that has the one layer, and logits that nobody asks for. */
function networkOf(layer: (x: Value) => Value, width: number): Network {
  return {
    name: "handmade",
    title: "Handmade",
    source: "none",
    inputShape: [1, 1, width],
    classes: 2,
    options: {},
    build(x, scope) {
      scope.tap("own", layer(x));
      return linear(flatten(x), constant(new Array(2 * width).fill(1), [2, width]));
    },
  };
}

/** The layer's errors under shifts by 1, 2 and so on. */
function errorsOf(
  layer: (x: Value) => Value,
  set: ImagesInMemory,
  { shifts, mode }: { readonly shifts: readonly number[]; readonly mode: "zero" | "circular" },
): (number | null)[] {
  const backend = makeReferenceBackend();
  const network = networkOf(layer, set.width);
  const states = holdNetwork(initialNumbers(network, 0), backend);
  return measureEquivariance(set, { network, backend, states, shifts, mode })
    .filter(({ layer }) => layer === "own")
    .map(({ error }) => error);
}

const identity = (x: Value) => affine(x, 2);
const two = rowsOf([1, 0, 1, 0], [0, 1, 1, 0]);

describe("measureEquivariance()", () => {
  test("finds no error in a layer that moves along", () => {
    const shifts = [-3, -1, 1, 2];
    expect(errorsOf(identity, two, { shifts, mode: "circular" })).toEqual([0, 0, 0, 0]);
    // What comes in at the edge is left out: those zeros are no fault of the layer's.
    expect(errorsOf(identity, two, { shifts: [-3, -1, 1], mode: "zero" })).toEqual([0, 0, 0]);
  });

  test("gives null where nothing is left of the image, or what is left is the same in all", () => {
    expect(errorsOf(identity, two, { shifts: [4, -9], mode: "zero" })).toEqual([null, null]);
    expect(errorsOf(identity, two, { shifts: [2], mode: "zero" })).toEqual([null]);
    const same = rowsOf([1, 0, 1, 0], [1, 0, 1, 0]);
    expect(errorsOf(identity, same, { shifts: [1], mode: "circular" })).toEqual([null]);
  });

  test("gives null for a layer that ignores the image", () => {
    const constantly = (x: Value) => affine(x, 0, 1);
    expect(errorsOf(constantly, two, { shifts: [1, 2], mode: "circular" })).toEqual([null, null]);
    expect(errorsOf(constantly, two, { shifts: [1], mode: "zero" })).toEqual([null]);
  });

  test("knows the error of a layer that stays where it is", () => {
    // The image's sum times 1, 2, 3, 4: the same wherever the ink is. Sums 1 and 3.
    const stays = (x: Value) => mul(sum(x, [3], true), constant([1, 2, 3, 4], [1, 1, 1, 4]));
    const set = rowsOf([1, 0, 0, 0], [1, 1, 1, 0]);
    // Moved along it would be 4, 1, 2, 3 times the sum: off by 9 + 1 + 1 + 1 times 1² + 3².
    // Apart: 1 + 4 + 9 + 16 times (1 - 3)², for either image.
    const around = Math.sqrt((10 * 12) / (8 * 30));
    expect(errorsOf(stays, set, { shifts: [1], mode: "circular" })[0]).toBeCloseTo(around, 6);
    // Without the first column, which came from outside: 1 + 1 + 1, and 4 + 9 + 16.
    const within = Math.sqrt((10 * 3) / (8 * 29));
    expect(errorsOf(stays, set, { shifts: [1], mode: "zero" })[0]).toBeCloseTo(within, 6);
  });

  test("interpolates where the image moves by a fraction of a unit", () => {
    const halve = (x: Value) => avgPool2d(x, { kernelSize: [1, 2] });
    const set = rowsOf([1, 0, 0, 0], [0, 0, 0, 0]);
    // Units of the first: 1/2, 0. Moved by one pixel they are 1/2, 0 again; half a unit on they would be 1/4, 1/4.
    // Off by 2/16; the images are apart by 1/4, twice.
    const [half, whole] = errorsOf(halve, set, { shifts: [1, 2], mode: "circular" });
    expect(half).toBeCloseTo(Math.sqrt(2 / 16 / (2 / 4)), 6);
    expect(whole).toBe(0);
    // Two pixels that fill a unit fill half of it and half of the next: just what interpolating says.
    const pairs = rowsOf([1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1]);
    expect(errorsOf(halve, pairs, { shifts: [1, 3, -1], mode: "circular" })).toEqual([0, 0, 0]);
    // Of the two columns only the right one has both its neighbours inside: 1/16, and nothing apart.
    expect(errorsOf(halve, set, { shifts: [1], mode: "zero" })).toEqual([null]);
  });

  test("compares a layer without space unmoved", () => {
    const weigh = (x: Value) => linear(flatten(x), constant([1, 2, 3, 4], [1, 4]));
    const set = rowsOf([1, 0, 0, 0], [0, 0, 1, 0]);
    // 1 becomes 2, 3 becomes 4; the two are apart by 2.
    const [error] = errorsOf(weigh, set, { shifts: [1], mode: "zero" });
    expect(error).toBeCloseTo(Math.sqrt((1 + 1) / (4 + 4)), 6);
  });

  test("lists every layer for every shift, and leaves the images as they were", () => {
    const backend = makeReferenceBackend();
    const network = networkOf(identity, 4);
    const states = holdNetwork(initialNumbers(network, 0), backend);
    const set = structuredClone(two);
    const options = { network, backend, states, shifts: [1, 2], mode: "zero" } as const;
    const errors = measureEquivariance(set, options);
    expect(errors.map(({ layer, dx }) => `${layer} ${dx}`)).toEqual([
      "own 1",
      "logits 1",
      "own 2",
      "logits 2",
    ]);
    expect(set).toEqual(two);
  });
});

function testCircular(backend: Backend): void {
  // The same float32 sums of other places, in which a vectorised loop may add up in another order: a few units of 2⁻²³.
  const nothing = 1e-5;

  test.each(["avg", "max", "blur"])(
    "circular LeNet-5 with %s moves along layer by layer",
    (method) => {
      const { network, numbers } = circularLenet5(backend, method);
      const states = holdNetwork(numbers, backend);
      const shifts = [1, 2, 4, 8, -12];
      const options = { network, backend, states, shifts, mode: "circular" } as const;
      const errors = measureEquivariance(ringsAndBars, options);
      const jumps: Readonly<Record<string, number>> = { c1: 1, s2: 2, c3: 2, s4: 4, c5: 4 };
      for (const [layer, jump] of Object.entries(jumps)) {
        for (const dx of shifts) {
          const { error } = find(errors, layer, dx);
          if (dx % jump === 0) expect(error).toBeLessThan(nothing);
          else expect(error).toBeGreaterThan(0.01);
        }
      }
      // What follows has no space, and is invariant where C5 moves along.
      for (const layer of ["f6", "logits"]) {
        for (const dx of [4, 8, -12]) expect(find(errors, layer, dx).error).toBeLessThan(nothing);
        expect(find(errors, layer, 2).error).toBeGreaterThan(nothing);
      }
    },
  );

  test("circular LeNet-5 keeps every answer under circular shifts by multiples of 4", async () => {
    const { network, numbers } = circularLenet5(backend, "avg");
    const states = holdNetwork(numbers, backend);
    const evaluator = makeEvaluator({ network, backend, states, batchSize: 8 });
    const shifts = [
      { dx: 0, dy: 0 },
      { dx: 4, dy: 0 },
      { dx: -8, dy: 4 },
      { dx: 12, dy: -12 },
    ];
    const options = { shifts, classes: 10, mode: "circular" } as const;
    const { answers, unchanged } = await measureShiftGrid(evaluator.predict, ringsAndBars, options);
    expect(unchanged).toEqual(shifts.map(() => 8));
    expect(answers).toEqual(shifts.map(() => answers[0]));
    // It does tell images apart: keeping one answer for all would be no feat.
    expect(new Set(evaluator.predict(ringsAndBars)).size).toBeGreaterThan(2);
    evaluator.dispose();
  });
}

function find(errors: readonly LayerError[], layer: string, dx: number): LayerError {
  return errors.find((own) => own.layer === layer && own.dx === dx)!;
}

describe("on the reference", () => testCircular(makeReferenceBackend()));
describeOnednn("the same", testCircular);
