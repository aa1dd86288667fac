import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { headedNetwork } from "../../test/support/headedNetwork.ts";
import { DataError } from "../core/errors.ts";
import { sizeOf } from "../core/shape.ts";
import { describeNetwork, initialNumbers, type Network, splitVector } from "../nn/network.ts";
import { readWeightsState } from "../runs/weightsState.ts";
import { encodeHeader, type StoredPlace } from "../storage/safetensorsHeader.ts";
import { loadWeights } from "./loadWeights.ts";
import { saveWeights } from "./saveWeights.ts";

const network = headedNetwork(3);
const seed = 5;

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "learnscope-")), "w.safetensors");
});

/** A file in which every element of a tensor is the given number, in float64. */
function writeTensors(tensors: Readonly<Record<string, readonly [number, readonly number[]]>>) {
  let end = 0;
  const places = Object.entries(tensors).map(([name, [, shape]]): StoredPlace => {
    const begin = end;
    end += 8 * sizeOf(shape);
    return { name, dtype: "F64", shape, begin, end };
  });
  const elements = Object.values(tensors).flatMap(([number, shape]) =>
    Array<number>(sizeOf(shape)).fill(number),
  );
  const bytes = new Uint8Array(Float64Array.from(elements).buffer);
  writeFileSync(path, Buffer.concat([encodeHeader({ places, metadata: {} }), bytes]));
}

const whole = {
  "fc.weight": [0.5, [3, 8]],
  "stem.weight": [2, [2, 2, 1, 1]],
  "stem.bias": [3, [2]],
  "norm.running_mean": [4, [1]],
  "fc.bias": [1.5, [3]],
} as const;

/** The numbers of every parameter, by name. */
function partsOf(own: Network, vector: Float32Array): Record<string, number[]> {
  const parts = splitVector(describeNetwork(own).parameters, vector);
  return Object.fromEntries([...parts].map(([name, part]) => [name, [...part]]));
}

test("loadWeights() gives back what saveWeights() wrote, to the bit", async () => {
  const numbers = initialNumbers(network, 1);
  numbers.buffers[0] = 0.1;
  await saveWeights(path, { network, numbers, seed: 1, epoch: 4 });
  expect(await readWeightsState(path)).toMatchObject({
    network: "headed",
    seed: 1,
    epoch: 4,
    parameterCount: 33,
    bufferCount: 1,
  });
  const loaded = await loadWeights(network, path, { seed });
  expect(loaded.numbers).toEqual(numbers);
  expect(loaded.rounded).toEqual([]);
});

test("loadWeights() puts every tensor in its place, and zeros where a mask cuts out", async () => {
  writeTensors(whole);
  const { numbers } = await loadWeights(network, path, { seed });
  expect(partsOf(network, numbers.parameters)).toEqual({
    "stem.weight": [2, 0, 2, 2],
    "stem.bias": [3, 3],
    "fc.weight": Array(24).fill(0.5),
    "fc.bias": [1.5, 1.5, 1.5],
  });
  expect([...numbers.buffers]).toEqual([4]);
});

test("loadWeights() names the tensors that it had to round", async () => {
  writeTensors({ ...whole, "stem.bias": [0.1, [2]] });
  const { rounded, numbers } = await loadWeights(network, path, { seed });
  expect(rounded).toEqual(["stem.bias"]);
  expect(partsOf(network, numbers.parameters)["stem.bias"]![0]).toBe(Math.fround(0.1));
});

test.each([Number.NaN, 1e39])(
  "loadWeights() refuses %d, with which nothing can be computed",
  async (number) => {
    writeTensors({ ...whole, "norm.running_mean": [number, [1]] });
    await expect(loadWeights(network, path, { seed, strict: false })).rejects.toThrow(
      new DataError(
        `Cannot load "${path}" into "headed": "norm.running_mean" holds NaN or infinite numbers, needs finite ones`,
      ),
    );
  },
);

test("loadWeights() refuses a file that does not fit, with names and counts", async () => {
  const { "fc.bias": _bias, "norm.running_mean": _mean, ...others } = whole;
  const extra = Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, [1, [1]] as const]));
  writeTensors({ ...others, ...extra, "stem.bias": [3, [4]] });
  await expect(loadWeights(network, path, { seed })).rejects.toThrow(
    new DataError(
      `Cannot load "${path}" into "headed": 2 missing ("fc.bias", "norm.running_mean"); 4 unexpected ("a", "b", "c", …); 1 misshaped ("stem.bias" [4] instead of [2]); needs the network's names and shapes, or strict=false`,
    ),
  );
});

test("loadWeights() that is not strict draws what does not fit from the seed", async () => {
  const { "fc.bias": _bias, ...others } = whole;
  writeTensors({ ...others, "stem.bias": [3, [4]], extra: [1, [1]] });
  const { numbers, match } = await loadWeights(network, path, { seed, strict: false });
  const drawn = partsOf(network, initialNumbers(network, seed).parameters);
  const loaded = partsOf(network, numbers.parameters);
  expect(loaded["fc.bias"]).toEqual(drawn["fc.bias"]);
  expect(loaded["stem.bias"]).toEqual(drawn["stem.bias"]);
  expect(loaded["fc.weight"]).toEqual(Array(24).fill(0.5));
  expect(match).toMatchObject({ missing: ["fc.bias"], unexpected: ["extra"] });
});

test("loadWeights() replaces the classifier of other classes when asked to, and says that it could", async () => {
  writeTensors(whole);
  const ten = headedNetwork(10);
  await expect(loadWeights(ten, path, { seed })).rejects.toThrow(
    new DataError(
      `Cannot load "${path}" into "headed": 2 misshaped ("fc.weight" [3, 8] instead of [10, 8], "fc.bias" [3] instead of [10]); needs the network's names and shapes, strict=false, or head=replace for the classifier`,
    ),
  );
  const { numbers } = await loadWeights(ten, path, { seed, head: "replace" });
  const drawn = partsOf(ten, initialNumbers(ten, seed).parameters);
  const loaded = partsOf(ten, numbers.parameters);
  expect(loaded["fc.weight"]).toEqual(drawn["fc.weight"]);
  expect(loaded["stem.bias"]).toEqual([3, 3]);
});

test("loadWeights() refuses a file of which nothing fits, strict or not", async () => {
  writeTensors({ other: [1, [2]] });
  await expect(loadWeights(network, path, { seed, strict: false })).rejects.toThrow(
    new DataError(
      `Cannot load "${path}" into "headed": none of its tensors fits, needs at least one of the network's name and shape`,
    ),
  );
});

test("loadWeights() tells of numbers that were trained on images normalised otherwise", async () => {
  const numbers = initialNumbers(network, 1);
  const normalisation = { mean: [0.1, 0.2], deviation: [0.3, 0.4] };
  const normalised = { ...network, normalisation };
  const isOtherwise = async (own: Network) => {
    return (await loadWeights(own, path, { seed: 0 })).isNormalisedOtherwise;
  };
  await saveWeights(path, { network: normalised, numbers, seed: 1, epoch: 0 });
  expect(await isOtherwise(network)).toBe(true);
  expect(await isOtherwise({ ...normalised })).toBe(false);
  await saveWeights(path, { network, numbers, seed: 1, epoch: 0 });
  expect([await isOtherwise(network), await isOtherwise(normalised)]).toEqual([false, true]);
  writeTensors(whole);
  expect(await isOtherwise(normalised)).toBe(false);
});
