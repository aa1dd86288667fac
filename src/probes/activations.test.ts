import { expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { rootQuotients } from "../core/rootQuotients.ts";
import { estimateOf, tQuantile } from "../core/statistics.ts";
import { linear } from "../nn/linear.ts";
import type { Network } from "../nn/network.ts";
import { relu } from "../ops/relu.ts";
import { flatten } from "../ops/reshape.ts";
import { activations } from "./activations.ts";

/** Two units behind one pixel: one gives it, the other is never above 0. */
const network: Network = {
  ...tinyNetwork,
  inputShape: [1, 1, 1],
  classes: 2,
  build(x, scope) {
    const f1 = scope.tap("f1", relu(linear(flatten(x), scope.child("f1"), { outFeatures: 2 })));
    return linear(f1, scope.child("output"), { outFeatures: 2 });
  },
};
const numbers = {
  parameters: Float32Array.of(1, -1, 0, 0, 1, 0, 0, 1, 0, 0),
  buffers: new Float32Array(),
};
const dataset = datasetOf({
  images: Uint8Array.of(0, 51, 102),
  labels: Int32Array.of(0, 1, 0),
  count: 3,
  channels: 1,
  height: 1,
  width: 1,
});

test.each(everyBackend())(
  "activations tells mean, deviation, zeros and dead units of a known layer, on %s",
  async (_, backend) => {
    const found = await askProbe(activations, { network, numbers, dataset, backend });
    expect(readingOf(found, "mean", "f1")).toBeCloseTo(0.1, 6);
    expect(readingOf(found, "deviation", "f1")).toBeCloseTo(Math.sqrt(0.2 / 6 - 0.01), 6);
    expect(readingOf(found, "sparsity", "f1")).toBe(4 / 6);
    expect(readingOf(found, "dead units", "f1")).toBe(0.5);
    expect(readingOf(found, "dead units", "logits")).toBe(0.5);
  },
);

test("activations has intervals over images, and none of dead units", async () => {
  const { readings } = await askProbe(activations, { network, numbers, dataset });
  const [mean, deviation, sparsity, dead] = readings;
  // Of the three images the means are 0, 0.1 and 0.2, and half of all numbers or more are 0.
  const halfWidth = (tQuantile(2) * 0.1) / Math.sqrt(3);
  expect(mean!.low).toBeCloseTo(0.1 - halfWidth, 6);
  expect(mean!.high).toBeCloseTo(0.1 + halfWidth, 6);
  const { low, high } = estimateOf([1, 0.5, 0.5]);
  expect([sparsity!.low, sparsity!.high]).toEqual([low, high]);
  // Mean squares about 0.1: 0.01, (0.1² + 0.1²)/2 and (0.3² + 0.1²)/2.
  const known = rootQuotients([{ above: [0.01, 0.01, 0.05], below: [1, 1, 1] }]);
  expect(deviation!.low).toBeCloseTo(known.low!, 6);
  expect(deviation!.high).toBeCloseTo(known.high!, 6);
  expect(dead).toEqual({ quantity: "dead units", layer: "f1", value: 0.5 });
});

test("activations takes no unit for dead of which there is one number", async () => {
  const { readings } = await askProbe(activations, {
    network,
    numbers,
    dataset,
    options: { count: 1 },
  });
  expect(readings[3]).toEqual({
    quantity: "dead units",
    layer: "f1",
    value: null,
    reason: "there is one number a unit",
  });
});

test("activations finds the same batch by batch as at once", async () => {
  const once = await askProbe(activations);
  const inBatches = await askProbe(activations, { memory: 500 });
  inBatches.readings.forEach(({ value }, at) => {
    expect(value).toBeCloseTo(once.readings[at]!.value!, 10);
  });
});

test("activations has no number of outputs that are not finite", async () => {
  const broken = { ...numbers, parameters: numbers.parameters.map(() => Number.NaN) };
  const { readings } = await askProbe(activations, { network, numbers: broken, dataset });
  const reason = "the layer's outputs are not finite";
  expect(readings[0]).toEqual({ quantity: "mean", layer: "f1", value: null, reason });
  expect(readings.every(({ value }) => value === null)).toBe(true);
});

test("activations looks at the layers that are named", async () => {
  const { readings } = await askProbe(activations, { options: { layers: "f*" } });
  expect(new Set(readings.map(({ layer }) => layer))).toEqual(new Set(["f1"]));
  await expect(askProbe(activations, { options: { layers: "conv*" } })).rejects.toThrow(
    'Cannot look into "tiny": it has no layer "conv*", needs "f1" or "logits"',
  );
});
