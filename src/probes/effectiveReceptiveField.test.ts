import { expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { textsOf } from "../../test/support/svg.ts";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import type { Value } from "../graph/node.ts";
import { conv } from "../nn/conv.ts";
import { linear } from "../nn/linear.ts";
import type { Network } from "../nn/network.ts";
import type { Scope } from "../nn/scope.ts";
import { relu } from "../ops/relu.ts";
import { flatten } from "../ops/reshape.ts";
import { effectiveReceptiveField } from "./effectiveReceptiveField.ts";

/** Convolutions of one kernel size, one channel and without bias, then a linear layer for two classes. */
function convolutions(size: number, kernels: readonly number[]): Network {
  const build = (x: Value, scope: Scope) => {
    const maps = kernels.reduce((y, kernelSize, at) => {
      const options = { outChannels: 1, kernelSize, padding: (kernelSize - 1) / 2, useBias: false };
      return scope.tap(`conv${at + 1}`, conv(y, scope.child(`conv${at + 1}`), options));
    }, x);
    return linear(flatten(maps), scope.child("output"), { outFeatures: 2 });
  };
  return { ...tinyNetwork, inputShape: [1, size, size], classes: 2, build };
}

/** Parameters that begin with these numbers; the linear layer has zeros. */
function numbersOf(first: readonly number[], size: number) {
  const parameters = new Float32Array(first.length + 2 * size ** 2 + 2);
  parameters.set(first);
  return { parameters, buffers: new Float32Array() };
}

function imagesOf(size: number, count: number) {
  return datasetOf({
    images: Uint8Array.from({ length: count * size * size }, (_, i) => (i * 97) % 256),
    labels: Int32Array.from({ length: count }, (_, i) => i % 2),
    count,
    channels: 1,
    height: size,
    width: size,
  });
}

const kernel = [1, -2, 0, 0.5, 3, -1, 0, 2, -0.1];

test.each(everyBackend())(
  "effectiveReceptiveField of one convolution is the size of its weights, on %s",
  async (_, backend) => {
    const found = await askProbe(effectiveReceptiveField, {
      network: convolutions(7, [3]),
      numbers: numbersOf(kernel, 7),
      dataset: imagesOf(7, 4),
      backend,
    });
    const map = found.arrays!.conv1!;
    expect(map.shape).toEqual([7, 7]);
    const wanted = new Float32Array(49);
    kernel.forEach((weight, at) => {
      wanted[(2 + Math.floor(at / 3)) * 7 + 2 + (at % 3)] = Math.abs(weight);
    });
    expect([...map.data]).toEqual([...wanted]);
    // |-0.1| lies below 4.55 % of the peak, 3, and two weights are 0.
    expect(readingOf(found, "side", "conv1")).toBeCloseTo(Math.sqrt(6), 12);
    expect(readingOf(found, "share of the field", "conv1")).toBeCloseTo(6 / 9, 12);
    expect(found.details).toEqual({
      boxes: { conv1: { top: 2, left: 2, height: 3, width: 3, pixels: 9 } },
    });
  },
);

test("effectiveReceptiveField of convolutions of equal weights spreads as the sum of their steps", async () => {
  const found = await askProbe(effectiveReceptiveField, {
    network: convolutions(13, [3, 3, 3, 3, 3]),
    numbers: numbersOf(new Array(45).fill(1 / 9), 13),
    dataset: imagesOf(13, 4),
  });
  // A step of -1, 0 or 1 has the variance 2/3; five of them add up, to a binomial-like bell.
  for (const depth of [1, 2, 3, 4, 5]) {
    const radius = readingOf(found, "radius", `conv${depth}`);
    expect(radius).toBeCloseTo(Math.sqrt((2 / 3) * depth), 5);
  }
  const map = found.arrays!.conv5!.data;
  const trinomial = [1, 5, 15, 30, 45, 51, 45, 30, 15, 5, 1];
  const row = [...map].slice(6 * 13 + 1, 6 * 13 + 12);
  row.forEach((value, at) => {
    expect(value).toBeCloseTo((51 * trinomial[at]!) / 3 ** 10, 6);
  });
});

test("effectiveReceptiveField of a convolution of one pixel is one pixel", async () => {
  const found = await askProbe(effectiveReceptiveField, {
    network: convolutions(4, [1]),
    numbers: numbersOf([2], 4),
    dataset: imagesOf(4, 4),
  });
  expect(readingOf(found, "radius", "conv1")).toBe(0);
  expect(readingOf(found, "side", "conv1")).toBe(1);
  expect(readingOf(found, "share of the field", "conv1")).toBe(1);
});

test("effectiveReceptiveField has no number of a unit that nothing moves", async () => {
  const asked = { network: convolutions(7, [3]), dataset: imagesOf(7, 4) };
  const still = await askProbe(effectiveReceptiveField, {
    ...asked,
    numbers: numbersOf(new Array(9).fill(0), 7),
  });
  const reason = "the centre unit's gradient is 0 by every pixel";
  expect(still.readings[0]).toEqual({ quantity: "radius", layer: "conv1", value: null, reason });
  const broken = await askProbe(effectiveReceptiveField, {
    ...asked,
    numbers: numbersOf(new Array(9).fill(Number.NaN), 7),
  });
  expect(broken.readings.map(({ reason }) => reason)).toEqual(
    new Array(3).fill("gradients are not finite"),
  );
});

const rectified: Network = {
  ...convolutions(7, [3]),
  build(x, scope) {
    const maps = conv(x, scope.child("conv1"), { outChannels: 2, kernelSize: 3, padding: 1 });
    const conv1 = scope.tap("conv1", relu(maps));
    return linear(flatten(conv1), scope.child("output"), { outFeatures: 2 });
  },
};

test("effectiveReceptiveField finds the same batch by batch as at once, with intervals over images", async () => {
  const asked = { network: rectified, dataset: imagesOf(7, 40) };
  const once = await askProbe(effectiveReceptiveField, asked);
  const inBatches = await askProbe(effectiveReceptiveField, { ...asked, memory: 5000 });
  once.readings.forEach(({ value, low, high }, at) => {
    expect(inBatches.readings[at]!.value).toBeCloseTo(value!, 6);
    expect(inBatches.readings[at]!.low).toBeCloseTo(low!, 6);
    expect(low!).toBeLessThanOrEqual(value!);
    expect(high!).toBeGreaterThanOrEqual(value!);
  });
});

test("effectiveReceptiveField refuses a network without maps", async () => {
  await expect(askProbe(effectiveReceptiveField)).rejects.toThrow(
    'Cannot measure receptive fields of "tiny": it has no layer with height and width that sees one image, needs one',
  );
});

test("effectiveReceptiveField draws the maps of the first and the last epoch, and its numbers", async () => {
  const found = await askProbe(effectiveReceptiveField, {
    network: rectified,
    dataset: imagesOf(7, 4),
  });
  const points = [0, 1, 2].map((epoch) => ({ ...found, run: "run", seed: 0, epoch }));
  const options = { layers: "all", part: "test", count: 4, fitCount: 0, draw: 0 } as const;
  const result = { options, points, untrained: [found], overview: undefined, classes: [] };
  const figures = await effectiveReceptiveField.figures!(result);
  expect(figures.map(({ id }) => id)).toEqual([
    "effective-receptive-field",
    "effective-receptive-field-radius",
    "effective-receptive-field-side",
    "effective-receptive-field-share-of-the-field",
  ]);
  expect(textsOf(figures[0]!.svg)).toEqual(
    expect.arrayContaining([
      "conv1",
      "epoch 0",
      "epoch 2",
      "run, epoch 0 and epoch 2; mean over 4 test images",
    ]),
  );
});
