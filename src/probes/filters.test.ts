import { expect, test } from "vitest";
import { askProbe, datasetOf, readingOf } from "../../test/support/askProbe.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { conv } from "../nn/conv.ts";
import { linear } from "../nn/linear.ts";
import { initialNumbers, type Network } from "../nn/network.ts";
import { flatten } from "../ops/reshape.ts";
import type { ProbePoint } from "../probing/measurement.ts";
import { resolveOptions } from "../probing/resolveOptions.ts";
import { chanceRedundancy } from "./filters/filterSimilarity.ts";
import type { FiltersOverview } from "./filters/filtersOver.ts";
import { filters } from "./filters.ts";

/** Three filters of 2×2 and, behind them, two of 1×1. */
const network: Network = {
  ...tinyNetwork,
  name: "filtering",
  build(x, scope) {
    const first = conv(x, scope.child("conv1"), { outChannels: 3, kernelSize: 2, useBias: false });
    const second = conv(first, scope.child("conv2"), { outChannels: 2, kernelSize: 1 });
    return linear(flatten(second), scope.child("output"), { outFeatures: 3 });
  },
};

function numbersOf(first: readonly number[]) {
  const { parameters, buffers } = initialNumbers(network, 0);
  parameters.set(first);
  return { parameters, buffers };
}

const known = numbersOf([3, 4, 0, 0, -6, -8, 0, 0, 0.01, 0.02, 0, 0]);

test("filters tells norm, redundancy and dead filters of a known convolution, and keeps it", async () => {
  const found = await askProbe(filters, { network, numbers: known });
  const layer = "conv1.weight";
  expect(readingOf(found, "mean norm", layer)).toBeCloseTo(
    (5 + 10 + Math.hypot(0.01, 0.02)) / 3,
    6,
  );
  // The second is a multiple of the first; the third is the same with both: (3, 4, 0, 0) less 7/4, (1, 2, 0, 0) less 3/4.
  const cosine = (11 - 21 / 4) / Math.sqrt((25 - 49 / 4) * (5 - 9 / 4));
  expect(readingOf(found, "redundancy", layer)).toBeCloseTo((1 + 2 * cosine) / 3, 6);
  expect(readingOf(found, "dead filters", layer)).toBeCloseTo(1 / 3, 12);
  expect(found.readings[1]!.chance).toEqual([chanceRedundancy(4), chanceRedundancy(4)]);
  const data = known.parameters.slice(0, 12);
  expect(found.arrays).toEqual({ filters: { dtype: "f32", shape: [3, 1, 2, 2], data } });
  expect(found.details).toEqual({ layer, isFirst: true });
});

test("filters looks at the convolution that is named", async () => {
  const found = await askProbe(filters, { network, options: { layer: "conv2.weight" } });
  expect(found.arrays!.filters!.shape).toEqual([2, 3, 1, 1]);
  expect(found.details).toEqual({ layer: "conv2.weight", isFirst: false });
});

test("filters refuses what is no convolution's weights, and networks without any", async () => {
  await expect(askProbe(filters, { network, options: { layer: "conv1" } })).rejects.toThrow(
    'Cannot look at the filters of "filtering": "conv1" is no convolution\'s weights, needs "conv1.weight" or "conv2.weight"',
  );
  await expect(askProbe(filters)).rejects.toThrow(
    'Cannot look at the filters of "tiny": it has no convolution, needs one',
  );
  const dataset = datasetOf(tinyImages(4));
  const options = resolveOptions(filters, { layer: "output.weight" });
  expect(() => filters.check!(options, { network, dataset })).toThrow(
    "is no convolution's weights",
  );
});

test("filters has no redundancy where fewer than two have a direction, and nothing of what is not finite", async () => {
  const flat = numbersOf([1, 2, 3, 4, 1, 1, 1, 1, 0, 0, 0, 0]);
  const { readings } = await askProbe(filters, { network, numbers: flat });
  expect(readings[1]).toEqual({
    quantity: "redundancy",
    layer: "conv1.weight",
    value: null,
    reason: "fewer than two filters have weights that differ",
  });
  const broken = await askProbe(filters, { network, numbers: numbersOf([Number.NaN]) });
  expect(broken.readings.map(({ reason }) => reason)).toEqual(
    new Array(3).fill("the filters are not finite"),
  );
});

async function pointOf(
  { run = "a", seed = 0, epoch = 0 }: { run?: string; seed?: number; epoch?: number },
  numbers = known,
  options = {},
): Promise<ProbePoint> {
  return { run, seed, epoch, ...(await askProbe(filters, { network, numbers, options })) };
}

async function overOf(points: readonly ProbePoint[]) {
  const { readings, details } = await filters.over!(points, resolveOptions(filters));
  return { readings, details: details as FiltersOverview };
}

test("filters over checkpoints tells how far the filters moved", async () => {
  const longer = { ...known, parameters: known.parameters.map((weight) => 1.5 * weight) };
  const zero = { ...known, parameters: known.parameters.map(() => 0) };
  const { readings, details } = await overOf([
    await pointOf({}),
    await pointOf({ epoch: 2 }, longer),
    await pointOf({ epoch: 3 }, zero),
    await pointOf({ epoch: 4 }),
  ]);
  expect(details.changes.map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [2, 3],
    [3, 4],
  ]);
  expect(readings[0]!.value).toBeCloseTo(0.5, 6);
  expect(readings[1]!.value).toBe(1);
  expect(readings[2]).toEqual({
    quantity: "change of the filters",
    of: "a, epoch 3 to 4",
    value: null,
    reason: "the filters were all 0, or are not finite",
  });
});

test("filters over runs compares each with each, both ways, at the last epoch that both have", async () => {
  const turned = numbersOf([0.01, 0.02, 0, 0, 3, 4, 0, 0, -6, -8, 0, 0]);
  const other = numbersOf([3, 0, 4, 0, 0, 0, 6, 8, 1, -1, 1, -1]);
  const { readings, details } = await overOf([
    await pointOf({ run: "a" }, other),
    await pointOf({ run: "a", epoch: 1 }),
    await pointOf({ run: "b" }),
    await pointOf({ run: "b", epoch: 1 }, turned),
    await pointOf({ run: "b", epoch: 2 }, other),
  ]);
  expect(details.pairs.map(({ a, b, epoch }) => `${a} ${b} ${epoch}`)).toEqual([
    "a b 0",
    "a b 1",
    "b a 0",
    "b a 1",
  ]);
  const found = readings.filter(({ of }) => of === "a → b");
  expect(found).toHaveLength(6);
  expect(found.map(({ quantity, value }) => [quantity, Math.round(1e6 * value!) / 1e6])).toEqual([
    ["nearest distance", 0],
    ["matched distance", 0],
    ["nearest scale-free distance", 0],
    ["matched scale-free distance", 0],
    ["nearest cosine", 1],
    ["matched cosine", 1],
  ]);
  // Filters that point anywhere are farther away.
  expect(found[1]!.chance![0]).toBeGreaterThan(0.5);
  expect(found[1]!.chance![0]).toBeLessThan(found[1]!.chance![1]);
});

test("filters over runs has no number of deep, unlike or broken filters, and says why", async () => {
  const deep = { layer: "conv2.weight" };
  const reasonOf = async (points: readonly ProbePoint[]) =>
    (await overOf(points)).readings.find(({ of }) => of === "a → b")!.reason;
  const a = await pointOf({ run: "a" });
  expect(
    await reasonOf([
      await pointOf({ run: "a" }, known, deep),
      await pointOf({ run: "b" }, known, deep),
    ]),
  ).toBe("deeper filters see inputs that stand in another order in each network");
  const other = { dtype: "f32", shape: [1, 1, 1, 4], data: Float32Array.of(1, 2, 3, 4) } as const;
  expect(await reasonOf([a, { ...a, run: "b", arrays: { filters: other } }])).toBe(
    "the filters are 1×2×2 and 1×1×4",
  );
  expect(await reasonOf([a, await pointOf({ run: "b" }, numbersOf([Number.NaN]))])).toBe(
    "the filters are not finite",
  );
  expect(await reasonOf([a, await pointOf({ run: "b", epoch: 1 })])).toBe(
    "the runs have no checkpoint of the same epoch",
  );
  const nothing = numbersOf(new Array(12).fill(0));
  const { readings } = await overOf([a, await pointOf({ run: "b" }, nothing)]);
  const cosine = readings.find(({ quantity }) => quantity === "matched cosine")!;
  expect(cosine.reason).toBe("a network has no filter whose weights differ");
});

test("filters draws pictures, curves, and what several runs have in common", async () => {
  const points = [
    await pointOf({ run: "a" }),
    await pointOf({ run: "a", epoch: 1 }, numbersOf([1, 2, 3, 4])),
  ];
  const options = resolveOptions(filters);
  const draw = async (points: readonly ProbePoint[]) => {
    const overview = await filters.over!(points, options);
    const figures = await filters.figures!({
      options,
      points,
      overview,
      untrained: [points[0]!],
      classes: [],
    });
    return figures.map(({ id }) => id);
  };
  expect(await draw(points)).toEqual([
    "filters-pictures",
    "filters-mean-norm",
    "filters-redundancy",
    "filters-dead-filters",
    "filters-change-since-the-last-checkpoint",
  ]);
  // Runs that found the same filters are at no distance.
  const more = await draw([...points, ...points.map((point) => ({ ...point, run: "b" }))]);
  expect(more.slice(0, 3)).toEqual(["filters-pictures", "filters-of-runs", "filters-distances"]);
  expect(more.slice(3, 4)).toEqual(["filters-between-matched-cosine"]);
});
