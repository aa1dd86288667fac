import { EVD, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { textsOf } from "../../test/support/svg.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import { conv } from "../nn/conv.ts";
import { linear } from "../nn/linear.ts";
import type { Network } from "../nn/network.ts";
import { maxPool2d } from "../ops/maxPool2d.ts";
import { relu } from "../ops/relu.ts";
import { flatten } from "../ops/reshape.ts";
import { sharpness } from "./sharpness.ts";

const convolutional: Network = {
  ...tinyNetwork,
  inputShape: [1, 6, 6],
  build(x, scope) {
    const maps = conv(x, scope.child("conv"), { outChannels: 3, kernelSize: 3 });
    const rectified = relu(batchNorm(maps, scope.child("norm")));
    const pooled = flatten(maxPool2d(rectified, { kernelSize: 2 }));
    return linear(pooled, scope.child("output"), { outFeatures: 3 });
  },
};
const pictures = {
  images: Uint8Array.from({ length: 20 * 36 }, (_, i) => (37 * i * i + 11 * i) % 256),
  labels: Int32Array.from({ length: 20 }, (_, i) => i % 3),
  count: 20,
  channels: 1,
  height: 6,
  width: 6,
};

test.each(everyBackend())(
  "sharpness finds the eigenvalues of a convolutional network's whole Hessian as PyTorch has it, on %s",
  async (_, backend) => {
    const numbers = {
      parameters: Float32Array.from({ length: 75 }, (_, i) => Math.sin(i + 1)),
      buffers: Float32Array.of(0.1, 0.2, 0.3, 0.5, 1, 1.5),
    };
    const options = { iterations: 40, traceDraws: 200 };
    const dataset = datasetOf(pictures);
    const asked = { network: convolutional, numbers, dataset, backend, options };
    const found = await askProbe(sharpness, asked);
    // See test/golden/makeSharpness.py.
    const theirs = [2.019767798411877, 0.35203171067043404, 0.22430677107114727];
    theirs.forEach((value, at) => {
      const own = readingOf(found, "eigenvalue", undefined, String(at + 1))!;
      expect(Math.abs(own - value)).toBeLessThan(2e-3);
    });
    expect(readingOf(found, "ratio to the stable limit")).toBeCloseTo(0.1 * theirs[0]! * 0.5, 4);
    const trace = found.readings.find(({ quantity }) => quantity === "trace")!;
    expect(trace.low).toBeLessThan(2.537512850237004);
    expect(trace.high).toBeGreaterThan(2.537512850237004);
  },
);

const logistic: Network = {
  ...tinyNetwork,
  build: (x, scope) => linear(flatten(x), scope.child("output"), { outFeatures: 3 }),
};

test("sharpness of logistic regression is the largest eigenvalue of its Hessian in closed form", async () => {
  const images = tinyImages(20);
  const found = await askProbe(sharpness, {
    network: logistic,
    numbers: { parameters: new Float32Array(39), buffers: new Float32Array() },
    dataset: datasetOf(images),
    options: { iterations: 20 },
  });
  // With all weights 0 every class has the probability 1/3: the mean of (diag(p) - ppᵀ) ⊗ x̃x̃ᵀ, x̃ being x and a 1.
  const moments = Matrix.zeros(13, 13);
  for (let n = 0; n < 20; n++) {
    const x = [...images.images.subarray(12 * n, 12 * n + 12)].map((byte) => byte / 255);
    const column = Matrix.columnVector([...x, 1]);
    moments.add(column.mmul(column.transpose()).div(20));
  }
  const largest = Math.max(...new EVD(moments, { assumeSymmetric: true }).realEigenvalues) / 3;
  expect(readingOf(found, "eigenvalue", undefined, "1")).toBeCloseTo(largest, 4);
});

test("sharpness has an interval around every eigenvalue, and none of fewer images than groups", async () => {
  const { readings } = await askProbe(sharpness);
  for (const { value, low, high } of readings.slice(0, 3)) {
    expect(low!).toBeLessThan(value!);
    expect(high!).toBeGreaterThan(value!);
  }
  const few = await askProbe(sharpness, { options: { count: 5 } });
  expect(few.readings[0]!.low).toBeUndefined();
});

test("sharpness finds the same batch by batch as at once", async () => {
  const once = await askProbe(sharpness);
  const inBatches = await askProbe(sharpness, { memory: 500 });
  inBatches.readings.forEach(({ value }, at) => {
    expect(value).toBeCloseTo(once.readings[at]!.value!, 5);
  });
});

test("sharpness says why there are no eigenvalues where the loss is not finite", async () => {
  const numbers = {
    parameters: new Float32Array(39).fill(Number.NaN),
    buffers: new Float32Array(),
  };
  const { readings } = await askProbe(sharpness, { network: logistic, numbers });
  const reason = "the Hessian is not finite";
  expect(readings).toHaveLength(4);
  expect(readings[0]).toEqual({ quantity: "eigenvalue", of: "1", value: null, reason });
  expect(readings[3]).toEqual({ quantity: "ratio to the stable limit", value: null, reason });
});

test("sharpness says which eigenvalues there are not", async () => {
  // All images alike: the Hessian is 0 but in two directions, which it bends alike.
  const images = { ...tinyImages(20), images: new Uint8Array(240).fill(100) };
  const numbers = { parameters: new Float32Array(39), buffers: new Float32Array() };
  const asked = { network: logistic, numbers, dataset: datasetOf(images) };
  const { readings } = await askProbe(sharpness, asked);
  expect(readings[2]).toMatchObject({
    of: "3",
    value: null,
    reason: "the start leads to no more directions",
  });
});

test("sharpness draws eigenvalues over the epochs beside what the learning rate allows", async () => {
  const found = await askProbe(sharpness, { learningRate: 1 });
  const points = [0, 1].map((epoch) => ({ ...found, run: "run", seed: 0, epoch }));
  const own = { eigenvalues: 3, iterations: 12, traceDraws: 0 };
  const options = { ...own, part: "train", count: 20, fitCount: 0, draw: 0 } as const;
  const result = { options, points, untrained: [], overview: undefined, classes: [] };
  const figures = await sharpness.figures!(result);
  expect(figures.map(({ id }) => id)).toEqual([
    "sharpness-eigenvalue",
    "sharpness-ratio-to-the-stable-limit",
  ]);
  expect(textsOf(figures[0]!.svg)).toEqual(expect.arrayContaining(["λ1", "λ2", "λ3", "2/rate"]));
});
