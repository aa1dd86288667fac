import fc from "fast-check";
import { expect, test } from "vitest";
import { signed } from "../../../../test/contracts/arbitraries.ts";
import { describeOnednn } from "../../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../../test/support/expectAsReference.ts";
import { gradients } from "../../../autodiff/gradients.ts";
import { shapeOf, type Value } from "../../../graph/node.ts";
import { add } from "../../../ops/add.ts";
import { avgPool2d } from "../../../ops/avgPool2d.ts";
import { conv2d } from "../../../ops/conv2d.ts";
import { input } from "../../../ops/leaves.ts";
import { maxPool2d } from "../../../ops/maxPool2d.ts";
import { mul } from "../../../ops/mul.ts";
import { relu } from "../../../ops/relu.ts";
import { reshape } from "../../../ops/reshape.ts";
import { sum } from "../../../ops/sum.ts";
import { tanh } from "../../../ops/tanh.ts";
import { transpose } from "../../../ops/transpose.ts";
import type { PaddingOption } from "../../../ops/window.ts";
import type { Convolution } from "./convolutionShapes.ts";
import { canFoldRows, foldRows } from "./foldedRows.ts";

/** LeNet-5's C1. */
const c1: Convolution = {
  x: [64, 1, 28, 28],
  weight: [6, 1, 5, 5],
  y: [64, 6, 28, 28],
  stride: [1, 1],
  padding: [
    [2, 2],
    [2, 2],
  ],
  dilation: [1, 1],
  groups: 1,
  hasBias: true,
  dtype: "f32",
};

test("canFoldRows() takes dense convolutions to at most 8 channels and an even number of rows", () => {
  expect(canFoldRows(c1)).toBe(true);
  expect(canFoldRows({ ...c1, dtype: "bf16" })).toBe(false);
  expect(canFoldRows({ ...c1, y: [64, 8, 28, 27] })).toBe(true);
  expect(canFoldRows({ ...c1, y: [64, 9, 28, 28] })).toBe(false);
  expect(canFoldRows({ ...c1, y: [64, 6, 27, 28] })).toBe(false);
  expect(canFoldRows({ ...c1, stride: [1, 2] })).toBe(false);
  expect(canFoldRows({ ...c1, dilation: [2, 1] })).toBe(false);
  expect(canFoldRows({ ...c1, groups: 2 })).toBe(false);
});

test("foldRows() makes two rows of 6 channels one row of 12, with a kernel one row taller", () => {
  expect(foldRows(c1)).toEqual({
    ...c1,
    weight: [12, 1, 6, 5],
    y: [64, 12, 14, 28],
    stride: [2, 1],
    isFolded: true,
  });
});

const [channels, outChannels, kernelSize] = [3, 6, 5];
const weight = input("weight", [outChannels, channels, kernelSize, kernelSize]);
const bias = input("bias", [outChannels]);
const imageOf = (height: number, width: number) => input("x", [2, channels, height, width]);

/** Numbers for everything that the values can read. */
function numbersFor(...leaves: readonly Value[]) {
  return Object.fromEntries(
    leaves.map((leaf) => {
      const { name } = leaf.node.attrs as { readonly name: string };
      return [name, signed(name, shapeOf(leaf), 1).data];
    }),
  );
}

/** A number that depends on every element of a value, each in its own way. */
function weighted(name: string, value: Value) {
  const factors = input(name, shapeOf(value));
  return { loss: sum(mul(value, factors)), factors };
}

describeOnednn("convolution with few channels", (backend) => {
  test("conv2d agrees with the reference whether or not its rows can be folded", () => {
    const sides = fc.tuple(fc.nat(4), fc.nat(4));
    const cases = fc.record({
      height: fc.integer({ min: 5, max: 12 }),
      width: fc.integer({ min: 5, max: 9 }),
      inChannels: fc.integer({ min: 1, max: 20 }),
      maps: fc.integer({ min: 1, max: 9 }),
      kernel: fc.integer({ min: 1, max: 5 }),
      rows: sides,
      columns: sides,
      hasBias: fc.boolean(),
    });
    const check = fc.property(cases, (own) => {
      const x = input("x", [2, own.inChannels, own.height, own.width]);
      const kernels = input("weight", [own.maps, own.inChannels, own.kernel, own.kernel]);
      const offset = input("bias", [own.maps]);
      const parameters = { weight: kernels, bias: own.hasBias ? offset : undefined };
      const y = conv2d(x, parameters, { padding: [own.rows, own.columns] });
      expectAsReference(backend, { y }, numbersFor(x, kernels, offset));
    });
    fc.assert(check, { numRuns: 40, seed: 1 });
  });

  // 2 · 8 channels fill a block: left to choose, the library would put them into a layout that is not that of folded rows.
  test.each([
    [1, 1, 1],
    [4, 3, 1],
    [2, 5, 2],
  ])(
    "conv2d and its gradients agree with the reference on %i to 8 channels, kernel %i, padding %i",
    (inChannels, kernel, padding) => {
      const x = input("x", [2, inChannels, 6, 8]);
      const kernels = input("weight", [8, inChannels, kernel, kernel]);
      const y = conv2d(x, { weight: kernels }, { padding });
      const { loss, factors } = weighted("factors", y);
      const [dx, dWeight] = gradients(loss, [x, kernels]);
      expectAsReference(
        backend,
        { y, dx: dx!, dWeight: dWeight! },
        numbersFor(x, kernels, factors),
      );
    },
  );

  // With padding 2 and a kernel of 5 the output is as large as the input: folded at 10 rows, not at 11, and pooled two by
  // two only where columns pair too.
  const sizes = [
    [10, 8],
    [10, 9],
    [11, 8],
  ] as const;

  test.each(sizes)("what is read of %i×%i pixels is in plain order", (height, width) => {
    const x = imageOf(height, width);
    const y = conv2d(x, { weight, bias }, { padding: 2 });
    const values = {
      y,
      activated: tanh(y),
      rectified: relu(y),
      flat: reshape(y, [2, outChannels * height * width]),
      turned: transpose(y, [0, 2, 3, 1]),
      channelSums: sum(y, [0, 2, 3]),
      doubled: add(y, y),
      halved: avgPool2d(tanh(y), { kernelSize: 2 }),
      overlapping: avgPool2d(y, { kernelSize: 3, stride: 2 }),
      padded: avgPool2d(y, { kernelSize: 2, padding: 1, countPadding: false }),
      largest: maxPool2d(y, { kernelSize: 2 }),
      largestOf9: maxPool2d(tanh(y), { kernelSize: 3 }),
      again: conv2d(tanh(y), { weight: input("next", [4, outChannels, 3, 3]) }),
    };
    const next = input("next", [4, outChannels, 3, 3]);
    expectAsReference(backend, values, numbersFor(x, weight, bias, next));
    // Each by itself too: alone, nothing else has put the rows in plain order before.
    for (const [name, value] of Object.entries(values)) {
      expectAsReference(backend, { [name]: value }, numbersFor(x, weight, bias, next));
    }
  });

  test.each([
    0,
    1,
    2,
    3,
    4,
    5,
    [
      [0, 3],
      [4, 1],
    ] as const,
  ])("gradients with padding %j agree with the reference", (padding: PaddingOption) => {
    for (const [height, width] of sizes) {
      const x = imageOf(height, width);
      const y = conv2d(x, { weight, bias }, { padding });
      const { loss, factors } = weighted("factors", y);
      const [dx, dWeight, dBias] = gradients(loss, [x, weight, bias]);
      expectAsReference(
        backend,
        { dx: dx!, dWeight: dWeight!, dBias: dBias! },
        numbersFor(x, weight, bias, factors),
      );
    }
  });

  const pools = {
    "average 2×2": (v: Value) => avgPool2d(v, { kernelSize: 2 }),
    "average 3×3": (v: Value) => avgPool2d(v, { kernelSize: 3, stride: 2 }),
    "maximum 2×2": (v: Value) => maxPool2d(v, { kernelSize: 2 }),
    "maximum 3×3": (v: Value) => maxPool2d(v, { kernelSize: 3, stride: 1 }),
  };
  test.each(Object.entries(pools))("gradients through tanh and %s agree", (_, pool) => {
    for (const [height, width] of sizes) {
      const x = imageOf(height, width);
      const activated = tanh(conv2d(x, { weight, bias }, { padding: 2 }));
      const { loss, factors } = weighted("factors", pool(activated));
      const [dx, dWeight, dBias, dActivated] = gradients(loss, [x, weight, bias, activated]);
      expectAsReference(
        backend,
        { loss, dx: dx!, dWeight: dWeight!, dBias: dBias!, dActivated: dActivated!, activated },
        numbersFor(x, weight, bias, factors),
      );
    }
  });

  test("two folded convolutions in a row agree, forwards and backwards", () => {
    const x = imageOf(10, 8);
    const next = input("next", [4, outChannels, 3, 3]);
    const first = tanh(conv2d(x, { weight, bias }, { padding: 2 }));
    const second = conv2d(first, { weight: next }, { padding: 1 });
    const { loss, factors } = weighted("factors", second);
    const [dx, dWeight, dNext, dFirst] = gradients(loss, [x, weight, next, first]);
    expectAsReference(
      backend,
      { first, second, dx: dx!, dWeight: dWeight!, dNext: dNext!, dFirst: dFirst! },
      numbersFor(x, weight, bias, next, factors),
    );
  });
});
