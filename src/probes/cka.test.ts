import { expect, test } from "vitest";
import { type Asked, askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { linear } from "../nn/linear.ts";
import { initialNumbers, type Network } from "../nn/network.ts";
import { affine } from "../ops/affine.ts";
import { flatten } from "../ops/reshape.ts";
import type { ProbePoint } from "../probing/measurement.ts";
import { resolveOptions } from "../probing/resolveOptions.ts";
import { cka } from "./cka.ts";
import type { CkaDetails, CkaOverview } from "./similarity/ckaDetails.ts";

const dataset = datasetOf(tinyImages(50));

/** Its second layer says three times what its first says. */
const echo: Network = {
  ...tinyNetwork,
  build(x, scope) {
    const f1 = scope.tap("f1", linear(flatten(x), scope.child("f1"), { outFeatures: 5 }));
    const f2 = scope.tap("f2", affine(f1, 3, 1));
    return linear(f2, scope.child("output"), { outFeatures: 3 });
  },
};

test.each(everyBackend())("cka is 1 of a layer and its echo, on %s", async (_, backend) => {
  const found = await askProbe(cka, { network: echo, dataset, backend });
  expect(readingOf(found, "similarity to the layer before", "f2")).toBeCloseTo(1, 5);
  const { layers } = found.details as CkaDetails;
  expect(layers.names).toEqual(["f1", "f2", "logits"]);
  layers.values.forEach((row, at) => {
    expect(row[at]).toBeCloseTo(1, 12);
    row.forEach((value, other) => {
      expect(value).toBeCloseTo(layers.values[other]![at]!, 12);
    });
  });
});

test("cka finds the same batch by batch as at once, the last batch being smaller", async () => {
  const once = await askProbe(cka, { dataset });
  const inBatches = await askProbe(cka, { dataset, memory: 12_000 });
  inBatches.readings.forEach(({ value, low }, at) => {
    expect(value).toBeCloseTo(once.readings[at]!.value!, 5);
    expect(low).toBeCloseTo(once.readings[at]!.low!, 4);
  });
});

test("cka has no number for fewer than 4 images, and no interval for fewer than 20", async () => {
  const few = await askProbe(cka, { dataset: datasetOf(tinyImages(3)) });
  const reason = "there are 3 images, needs at least 4";
  expect(few.readings).toEqual([
    { quantity: "similarity to the layer before", layer: "logits", value: null, reason },
  ]);
  const some = await askProbe(cka, { dataset: datasetOf(tinyImages(19)) });
  expect(some.readings[0]!.value).not.toBeNull();
  expect(some.readings[0]!.low).toBeUndefined();
});

async function pointOf(
  run: string,
  seed: number,
  { epoch, ...asked }: Asked & { readonly epoch: number },
): Promise<ProbePoint> {
  const numbers = initialNumbers(tinyNetwork, seed);
  return { ...(await askProbe(cka, { numbers, dataset, ...asked })), run, seed, epoch };
}

async function overviewOf(points: readonly ProbePoint[]) {
  const found = await cka.over!(points, resolveOptions(cka));
  return { ...found, details: found.details as CkaOverview };
}

test("cka compares epochs of a layer, and runs at the last epoch that all have", async () => {
  const points = await Promise.all([
    pointOf("a", 0, { epoch: 0 }),
    pointOf("a", 1, { epoch: 4 }),
    pointOf("a", 2, { epoch: 8 }),
    pointOf("b", 3, { epoch: 0 }),
    pointOf("b", 1, { epoch: 4 }),
  ]);
  const { readings, details } = await overviewOf(points);
  const [first] = details.epochs;
  expect(first).toMatchObject({ run: "a", layer: "f1", names: ["0", "4", "8"] });
  expect(first!.values.map((row, at) => Math.round(row[at]! * 1e9) / 1e9)).toEqual([1, 1, 1]);
  expect(details.runs!.epoch).toBe(4);
  expect(details.runs!.layers.map(({ layer, names }) => [layer, ...names])).toEqual([
    ["f1", "a", "b"],
    ["logits", "a", "b"],
  ]);
  // Both are the network of seed 1 there.
  expect(readingOf({ readings }, "similarity between runs", "f1")).toBeCloseTo(1, 9);
  const moved = readings.find(({ quantity, of }) => quantity.includes("first and") && of === "a")!;
  expect(moved.value).toBeCloseTo(first!.values[0]![2]!, 12);
  expect(moved.low!).toBeLessThanOrEqual(moved.value!);
});

test("cka compares nothing over one checkpoint, and no runs without a common epoch", async () => {
  const alone = await pointOf("a", 0, { epoch: 1 });
  expect(await overviewOf([alone])).toMatchObject({ readings: [], details: { epochs: [{}, {}] } });
  const other = await pointOf("b", 0, { epoch: 2 });
  const { details, readings } = await overviewOf([alone, other]);
  expect(details.runs).toBeUndefined();
  expect(readings).toContainEqual({
    quantity: "similarity between runs",
    value: null,
    reason: "the runs have no epoch in common",
  });
});

test("cka leaves out layers that were seen with other numbers of images", async () => {
  const points = [
    await pointOf("a", 0, { epoch: 1 }),
    await pointOf("b", 0, { epoch: 1, options: { count: "30" } }),
  ];
  expect((await overviewOf(points)).details.runs!.layers).toEqual([]);
});

test("cka compares those runs that looked at the same images, and says which did not", async () => {
  const [a, b, c, d] = await Promise.all(
    ["a", "b", "c", "d"].map((run) => pointOf(run, 0, { epoch: 1 })),
  );
  const points = [
    a!,
    { ...b!, images: "others" },
    c!,
    { ...d!, arrays: { other: d!.arrays!.f1! } },
  ];
  const { readings, details } = await overviewOf(points);
  const own = readings.filter(({ quantity }) => quantity === "similarity between runs");
  expect(own.map(({ layer, of, value }) => [layer, of, value?.toFixed(3)])).toEqual([
    ["f1", "a and c", "1.000"],
    ["logits", "a and c", "1.000"],
    [undefined, "b", undefined],
    [undefined, "d", undefined],
  ]);
  expect(own.at(-1)!.reason).toBe(
    "no other run was asked about a layer of the same name with the same images",
  );
  expect(details.runs!.layers[0]!.names).toEqual(["a", "c"]);
});
