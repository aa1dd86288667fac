import { Matrix, SVD } from "ml-matrix";
import { expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { linear } from "../nn/linear.ts";
import { initialParameters, type Network } from "../nn/network.ts";
import { flatten } from "../ops/reshape.ts";
import { measureProbe } from "../probing/measureProbe.ts";
import { resolveOptions } from "../probing/resolveOptions.ts";
import { weights } from "./weights.ts";

/** One full connection, whose gradient is known: (softmax - label) times the pixel. */
const network: Network = {
  ...tinyNetwork,
  name: "one layer",
  inputShape: [1, 1, 2],
  classes: 2,
  build: (x, scope) => linear(flatten(x), scope.child("f1"), { outFeatures: 2 }),
};
const numbers = {
  // [[3, 0], [0, 4]] and no bias.
  parameters: Float32Array.of(3, 0, 0, 4, 0, 0),
  buffers: new Float32Array(),
};
const dataset = datasetOf({
  images: Uint8Array.of(255, 0, 255, 0),
  labels: Int32Array.of(0, 0),
  count: 2,
  channels: 1,
  height: 1,
  width: 2,
});

test.each(everyBackend())(
  "weights tells norms, ranks and the update of a known layer, on %s",
  async (_, backend) => {
    const found = await askProbe(weights, {
      network,
      numbers,
      dataset,
      backend,
      learningRate: 0.5,
    });
    const of = (quantity: string, layer = "f1.weight") => readingOf(found, quantity, layer);
    // Logits are 3 and 0: both images miss their label by 1 / (1 + e³) at one pixel.
    const miss = 1 / (1 + Math.exp(3));
    expect(of("norm")).toBeCloseTo(5, 6);
    expect(of("root mean square")).toBeCloseTo(2.5, 6);
    expect(of("gradient norm")).toBeCloseTo(Math.SQRT2 * miss, 5);
    expect(of("update ratio")).toBeCloseTo((0.5 * Math.SQRT2 * miss) / 5, 6);
    expect(of("largest singular value")).toBeCloseTo(4, 6);
    expect(of("stable rank")).toBeCloseTo(25 / 16, 6);
    expect(of("participation ratio")).toBeCloseTo(625 / (81 + 256), 6);
    const entropy = -(3 / 7) * Math.log(3 / 7) - (4 / 7) * Math.log(4 / 7);
    expect(of("effective rank")).toBeCloseTo(Math.exp(entropy), 6);
    expect(found.details).toEqual({ spectra: { "f1.weight": [1, expect.closeTo(0.75, 6)] } });
    expect(of("gradient norm", "f1.bias")).toBeCloseTo(Math.SQRT2 * miss, 5);
  },
);

test("weights has no update ratio of what is 0, or without a learning rate, and no ranks of vectors", async () => {
  const { readings } = await askProbe(weights, { network, numbers, dataset });
  const bias = readings.filter(({ layer }) => layer === "f1.bias");
  expect(bias.map(({ quantity }) => quantity)).toEqual([
    "norm",
    "root mean square",
    "gradient norm",
    "update ratio",
  ]);
  expect(bias.at(-1)).toEqual({
    quantity: "update ratio",
    layer: "f1.bias",
    value: null,
    reason: "all of its weights are 0",
  });
});

test("weights has no update ratio where there is no training", async () => {
  const backend = makeReferenceBackend();
  const subject = { network, numbers, dataset, backend, memory: 2 ** 30 };
  const { measurement } = await measureProbe(weights, resolveOptions(weights), subject);
  expect(measurement.readings.find(({ quantity }) => quantity === "update ratio")).toEqual({
    quantity: "update ratio",
    layer: "f1.weight",
    value: null,
    reason: "there is no training with a learning rate",
  });
});

test("weights agrees with ml-matrix on the singular values of initial weights", async () => {
  const { details } = await askProbe(weights, { options: { layers: "f1.weight" } });
  const values = [...initialParameters(tinyNetwork, 0).subarray(0, 60)];
  const theirs = new SVD(Matrix.from1DArray(5, 12, values).transpose()).diagonal;
  expect(details).toEqual({
    spectra: { "f1.weight": theirs.map((value) => expect.closeTo(value / theirs[0]!, 6)) },
  });
});

test("weights finds the same gradient batch by batch as at once", async () => {
  const [once, inBatches] = [await askProbe(weights), await askProbe(weights, { memory: 900 })];
  const of = (found: typeof once) => readingOf(found, "gradient norm", "f1.weight")!;
  expect(of(once)).toBeGreaterThan(0);
  expect(of(inBatches) / of(once)).toBeCloseTo(1, 5);
});

test("weights has no numbers of weights that are not finite, or all 0", async () => {
  const nan = { ...numbers, parameters: numbers.parameters.map(() => Number.NaN) };
  const broken = await askProbe(weights, { network, numbers: nan, dataset });
  expect(broken.readings.every(({ value }) => value === null)).toBe(true);
  expect(broken.readings[0]!.reason).toBe("its weights or gradients are not finite");
  const zero = { ...numbers, parameters: new Float32Array(6) };
  const empty = await askProbe(weights, { network, numbers: zero, dataset });
  expect(empty.readings.find(({ quantity }) => quantity === "stable rank")).toEqual({
    quantity: "stable rank",
    layer: "f1.weight",
    value: null,
    reason: "all of its weights are 0",
  });
});

test("weights looks at the parameters that are named", async () => {
  const { readings } = await askProbe(weights, { options: { layers: "*.bias" } });
  expect([...new Set(readings.map(({ layer }) => layer))]).toEqual(["f1.bias", "output.bias"]);
  await expect(askProbe(weights, { options: { layers: "conv*" } })).rejects.toThrow(
    'Cannot look into "tiny": it has no parameter "conv*", needs ',
  );
});
