import { fileURLToPath } from "node:url";
import { sizeOf } from "../../src/core/shape.ts";
import {
  describeNetwork,
  type Network,
  type NetworkNumbers,
  splitVector,
} from "../../src/nn/network.ts";
import type { Safetensors } from "../../src/runs/safetensors.ts";
import { makeNetwork } from "../../src/zoo/index.ts";
import { fixturesIn } from "./fixtureFiles.ts";
import { mixed } from "./fixtures.ts";

const folder = fileURLToPath(new URL("fixtures/zoo", import.meta.url));

/** What PyTorch made of a network with buffers; makeZooFixtures.py says what a file holds. */
export interface ZooFixture {
  readonly title: string;
  readonly network: Network;
  readonly seed: number;
  readonly tensors: Safetensors["tensors"];
}

export const zooFixtures: readonly ZooFixture[] = fixturesIn(folder).map(
  ({ title, tensors, metadata }) => ({
    title,
    network: makeNetwork(metadata.network!, JSON.parse(metadata.options!)),
    seed: Number(metadata.seed),
    tensors,
  }),
);

/** How many images a batch has. */
export const batchSize = 4;

/** What the fixture began with; `start` in makeZooFixtures.py is the same, to the bit. */
export function startingNumbers({ network, seed }: ZooFixture): NetworkNumbers {
  const { parameters, parameterCount, buffers, bufferCount } = describeNetwork(network);
  const numbers = {
    parameters: new Float32Array(parameterCount),
    buffers: new Float32Array(bufferCount),
  };
  const parts = new Map([
    ...splitVector(parameters, numbers.parameters),
    ...splitVector(buffers, numbers.buffers),
  ]);
  const names = [...parts.keys()].sort();
  for (const { name, shape } of [...parameters, ...buffers]) {
    const isVector = shape.length === 1;
    const bound = isVector ? 0.25 : 1 / Math.sqrt(sizeOf(shape) / shape[0]!);
    const gain = isVector ? 1 : Math.fround(Math.sqrt(6));
    const middle = isVector && /(weight|running_var)$/.test(name) ? 1 : 0;
    const salt = 20_000 * seed + names.indexOf(name);
    parts.get(name)!.forEach((_, i, part) => {
      part[i] = gain * Math.fround((mixed(i, salt) / 2 ** 31 - 1) * bound) + middle;
    });
  }
  return numbers;
}

/** The images and labels of a batch. */
export function batchOf({ inputShape, classes }: Network, index: number) {
  const size = batchSize * sizeOf(inputShape);
  return {
    images: Uint8Array.from({ length: size }, (_, i) => mixed(i, 10_000 + index) >>> 24),
    labels: Uint8Array.from({ length: batchSize }, (_, i) => mixed(i, 20_000 + index) % classes),
  };
}

/** An array's numbers that fixtures keep, and its norm. */
export interface Kept {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly norm: number;
  /** The root of the mean of squares, or how large a number of the array is. */
  readonly size: number;
}

/** What fixtures keep of a vector of arrays. */
export function keptOf(places: NetworkArrays, vector: Float32Array): readonly Kept[] {
  return sorted(splitVector(places, vector)).map(([name, part]) => {
    const norm = Math.sqrt(part.reduce((sum, x) => sum + x * x, 0));
    const count = Math.min(part.length, keptCount);
    const numbers = Array.from({ length: count }, (_, i) => part[(7919 * i) % part.length]!);
    return { name, numbers, norm, size: norm / Math.sqrt(part.length) };
  });
}

/** What a fixture keeps of its arrays: `gradient`, `parameters` or `buffers`. */
export function keptIn({ tensors }: ZooFixture, group: string, places: NetworkArrays): Kept[] {
  const numbers = tensors.get(group)!.data;
  const norms = tensors.get(`${group}/norms`)!.data;
  let start = 0;
  return [...places]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, shape }, index) => {
      const size = sizeOf(shape);
      const end = start + Math.min(size, keptCount);
      const own = [...numbers.subarray(start, end)];
      start = end;
      return { name, numbers: own, norm: norms[index]!, size: norms[index]! / Math.sqrt(size) };
    });
}

const keptCount = 12;

type NetworkArrays = Parameters<typeof splitVector>[0];

function sorted(parts: ReadonlyMap<string, Float32Array>): [string, Float32Array][] {
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
}
