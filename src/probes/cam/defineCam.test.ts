import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { type Asked, askProbe, datasetOf, readingOf } from "../../../test/support/askProbe.ts";
import { everyBackend } from "../../../test/support/everyBackend.ts";
import { tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import { conv } from "../../nn/conv.ts";
import { linear } from "../../nn/linear.ts";
import { describeNetwork, type Network } from "../../nn/network.ts";
import { avgPool2d } from "../../ops/avgPool2d.ts";
import { relu } from "../../ops/relu.ts";
import { flatten } from "../../ops/reshape.ts";
import { tanh } from "../../ops/tanh.ts";
import type { Measurement } from "../../probing/measurement.ts";
import { eigenCam } from "../eigenCam.ts";
import { gradCam } from "../gradCam.ts";
import { gradCamPlusPlus } from "../gradCamPlusPlus.ts";
import { scoreCam } from "../scoreCam.ts";

/** The network of test/golden/makeCams.py. */
const network: Network = {
  ...tinyNetwork,
  inputShape: [2, 6, 8],
  build(x, scope) {
    const first = conv(x, scope.child("conv1"), { outChannels: 4, kernelSize: 3, padding: 1 });
    const pooled = scope.tap("pooled", avgPool2d(relu(first), { kernelSize: 2 }));
    const second = conv(pooled, scope.child("conv2"), {
      outChannels: 5,
      kernelSize: 3,
      padding: 1,
    });
    const maps = scope.tap("maps", relu(second));
    const hidden = tanh(linear(flatten(maps), scope.child("hidden"), { outFeatures: 6 }));
    return linear(hidden, scope.child("output"), { outFeatures: 3 });
  },
};
const { parameterCount } = describeNetwork(network);
const numbers = {
  parameters: Float32Array.from(
    { length: parameterCount },
    (_, at) => (((37 * at) % 101) - 50) / 100,
  ),
  buffers: new Float32Array(),
};
const set = {
  images: Uint8Array.from({ length: 3 * 96 }, (_, at) => (7 * at * at + 13 * at) % 256),
  labels: Int32Array.of(2, 0, 1),
  count: 3,
  channels: 2,
  height: 6,
  width: 8,
};
const asked: Asked = { network, numbers, dataset: datasetOf(set) };

const mapped = z.object({ maps: z.array(z.number()) });
const golden = z
  .object({
    "grad-cam": mapped,
    "grad-cam++": mapped,
    "score-cam": mapped,
    "eigen-cam": mapped.extend({ deletion: z.number(), insertion: z.number() }),
    upsampled: z.array(z.number()),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL("../../../test/golden/fixtures/cams.json", import.meta.url), "utf8"),
    ),
  );

function mapsOf({ arrays }: Measurement): number[] {
  return [...(arrays?.maps?.data ?? [])];
}

function expectClose(found: readonly number[], known: readonly number[], digits: number): void {
  expect(found).toHaveLength(known.length);
  found.forEach((value, at) => {
    expect(value).toBeCloseTo(known[at]!, digits);
  });
}

type Ask = (given: Asked) => Promise<Measurement>;

const methods: readonly (readonly [id: Exclude<keyof typeof golden, "upsampled">, ask: Ask])[] = [
  ["grad-cam", (given) => askProbe(gradCam, given)],
  ["grad-cam++", (given) => askProbe(gradCamPlusPlus, given)],
  ["score-cam", (given) => askProbe(scoreCam, given)],
  ["eigen-cam", (given) => askProbe(eigenCam, given)],
];
const onBackends = methods.flatMap(([id, ask]) =>
  everyBackend().map(([name, backend]) => [id, name, ask, backend] as const),
);

test.each(onBackends)(
  "defineCam() maps by %s as PyTorch does, on %s",
  async (id, _, ask, backend) => {
    const found = await ask({ ...asked, options: { baseline: "black", steps: 4 }, backend });
    expectClose(mapsOf(found), golden[id].maps, 4);
    expect(found.arrays?.maps?.shape).toEqual([3, 3, 4]);
    expect(readingOf(found, "zero maps", "maps")).toBe(0);
  },
);

test("defineCam() finds the areas that PyTorch finds", async () => {
  const options = { baseline: "black", steps: 4 };
  const found = await askProbe(eigenCam, { ...asked, options });
  const { insertion, deletion } = golden["eigen-cam"];
  expect(readingOf(found, "insertion", "maps")).toBeCloseTo(insertion, 5);
  expect(readingOf(found, "deletion", "maps")).toBeCloseTo(deletion, 5);
  const less = readingOf(found, "insertion less deletion", "maps");
  expect(less).toBeCloseTo(insertion - deletion, 5);
});

test.each(methods)("defineCam() maps by %s each image as if it were alone", async (_, ask) => {
  const together = await ask(asked);
  // Room for one image at a time.
  const one = await ask({ ...asked, memory: 2000 });
  expectClose(mapsOf(one), mapsOf(together), 6);
  expectClose(
    one.readings.map(({ value }) => value!),
    together.readings.map(({ value }) => value!),
    6,
  );
});

test.each(methods)("defineCam() says by %s the same when asked again", async (_, ask) => {
  expect(await ask(asked)).toEqual(await ask(asked));
});

test("defineCam() names the layer that it chose, and takes another that is named", async () => {
  const layersOf = ({ readings }: Measurement) => [...new Set(readings.map(({ layer }) => layer))];
  expect(layersOf(await askProbe(gradCam, asked))).toEqual(["maps"]);
  const other = await askProbe(gradCam, { ...asked, options: { layer: "pooled" } });
  expect(layersOf(other)).toEqual(["pooled"]);
  await expect(askProbe(gradCam, { ...asked, options: { layer: "hidden" } })).rejects.toThrow(
    'Cannot look into "tiny": it has no layer with height and width "hidden", needs "pooled" or "maps"',
  );
  await expect(askProbe(gradCam)).rejects.toThrow(
    'Cannot look into "tiny": none of its layers has height and width, needs one',
  );
});

test("defineCam() explains the answer rather than the label where it is told to", async () => {
  const { details } = await askProbe(gradCam, { ...asked, options: { of: "answer" } });
  const { images } = z
    .object({ images: z.array(z.object({ answer: z.number(), explained: z.number() })) })
    .parse(details);
  expect(images.map(({ explained }) => explained)).toEqual(images.map(({ answer }) => answer));
});

test("defineCam() flags zero maps where nothing flows back, which then are as random ones", async () => {
  const parameters = numbers.parameters.slice();
  parameters.fill(0, parameters.length - 21, parameters.length - 3);
  const found = await askProbe(gradCam, { ...asked, numbers: { ...numbers, parameters } });
  expect(mapsOf(found).every((value) => value === 0)).toBe(true);
  expect(readingOf(found, "zero maps", "maps")).toBe(1);
  const mass = found.readings.find(({ quantity }) => quantity === "mass in the top tenth");
  expect(mass).toEqual({
    quantity: "mass in the top tenth",
    layer: "maps",
    value: null,
    reason: "all maps are zero",
  });
  const deletion = found.readings.find(({ quantity }) => quantity === "deletion");
  expect(deletion?.chance).toEqual([deletion?.low, deletion?.high]);
});

test.each(methods)("defineCam() flags by %s a layer of one position", async (_, ask) => {
  const single: Network = {
    ...network,
    build(x, scope) {
      const maps = relu(conv(x, scope.child("conv"), { outChannels: 2, kernelSize: [6, 8] }));
      return linear(flatten(scope.tap("maps", maps)), scope.child("output"), { outFeatures: 3 });
    },
  };
  const own = { parameters: new Float32Array(203).fill(0.1), buffers: new Float32Array() };
  const given = { ...asked, network: single, numbers: own, options: { layer: "maps" } };
  const found = await ask(given);
  expect(readingOf(found, "zero maps", "maps")).toBe(1);
  expect(readingOf(found, "insertion", "maps")).toBeGreaterThan(0);
});

test("defineCam() maps a layer of one row", async () => {
  const row: Network = {
    ...network,
    inputShape: [2, 1, 8],
    build(x, scope) {
      const maps = relu(conv(x, scope.child("conv"), { outChannels: 2, kernelSize: 1 }));
      return linear(flatten(scope.tap("maps", maps)), scope.child("output"), { outFeatures: 3 });
    },
  };
  const dataset = datasetOf({ ...set, images: set.images.subarray(0, 48), height: 1 });
  for (const [, ask] of methods) {
    const found = await ask({ network: row, dataset, options: { baseline: "blur" } });
    expect(found.arrays?.maps?.shape).toEqual([3, 1, 8]);
    expect(mapsOf(found).every((value) => value >= 0 && value <= 1)).toBe(true);
  }
});

test("defineCam() has no number of outputs that are not finite", async () => {
  const broken = { ...numbers, parameters: numbers.parameters.map(() => Number.NaN) };
  const { readings, arrays } = await askProbe(gradCam, { ...asked, numbers: broken });
  const reason = "the network's outputs are not finite";
  expect(readings[0]).toEqual({ quantity: "insertion", layer: "maps", value: null, reason });
  expect(readings.every(({ value }) => value === null)).toBe(true);
  expect(arrays).toBeUndefined();
});

test("defineCam() keeps the first images that it looked at", async () => {
  const { arrays, details } = await askProbe(gradCam, { ...asked, options: { count: 2 } });
  expect(arrays?.images?.shape).toEqual([2, 2, 6, 8]);
  expect(details).toMatchObject({ layer: "maps [5, 3, 4]", positions: [3, 4], shape: [2, 6, 8] });
});
