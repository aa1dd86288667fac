import { fileURLToPath } from "node:url";
import { sizeOf } from "../../src/core/shape.ts";
import {
  describeNetwork,
  type Network,
  type NetworkNumbers,
  splitVector,
} from "../../src/nn/network.ts";
import type { Safetensors } from "../../src/storage/safetensors.ts";
import { makeNetwork } from "../../src/zoo/index.ts";
import { fixturesIn } from "./fixtureFiles.ts";
import { mixed } from "./fixtures.ts";

const folder = fileURLToPath(new URL("fixtures/zoo", import.meta.url));

/** What PyTorch made of a network with buffers; makeZooFixtures.py says what a file holds. */
export interface ZooFixture {
  readonly title: string;
  readonly network: Network;
  readonly tensors: Safetensors["tensors"];
}

export const zooFixtures: readonly ZooFixture[] = fixturesIn(folder).map(
  ({ title, tensors, metadata }) => ({
    title,
    network: makeNetwork(metadata.network!, JSON.parse(metadata.options!)),
    tensors,
  }),
);

/** How many images a batch has. */
export const batchSize = 4;

/** What the fixture began with; `start` in makeZooFixtures.py is the same, to the bit. */
export function startingNumbers(network: Network): NetworkNumbers {
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
    const isScale = isVector && /(weight|running_var)$/.test(name);
    const isShift = parts.has(name.replace(/bias$/, "running_var")) && name.endsWith("bias");
    const middle = isScale || isShift ? 1 : 0;
    const quieter = isScale && /(bn[23]|conv\.3)\.weight$/.test(name) ? 0.25 : 1;
    const salt = names.indexOf(name);
    parts.get(name)!.forEach((_, i, part) => {
      const spread = Math.fround((mixed(i, salt) / 2 ** 31 - 1) * bound);
      part[i] = Math.fround(gain * spread + middle) * quieter;
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

/** What is known of one array: some of its numbers, and its norm. */
export interface Kept {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly norm: number;
  /** How large a number of the array is: the root of the mean of squares. */
  readonly typical: number;
}

/** What fixtures keep of a vector of arrays. */
export function keptOf(places: Places, vector: Float32Array): Kept[] {
  const parts = splitVector(places, vector);
  return sorted(places).map(({ name }) => {
    const part = parts.get(name)!;
    const count = Math.min(part.length, most);
    const numbers = Array.from({ length: count }, (_, i) => part[(7919 * i) % part.length]!);
    const norm = Math.sqrt(part.reduce((sum, x) => sum + x * x, 0));
    return { name, numbers, norm, typical: norm / Math.sqrt(part.length) };
  });
}

/** What a fixture keeps of its `gradient`, `parameters` or `buffers`. */
export function keptIn(
  { tensors }: ZooFixture,
  group: "gradient" | "parameters" | "buffers",
  places: Places,
): Kept[] {
  const all = [...tensors.get(group)!.data];
  const norms = tensors.get(`${group}/norms`)!.data;
  return sorted(places).map(({ name, shape }, index) => {
    const size = sizeOf(shape);
    const norm = norms[index]!;
    const numbers = all.splice(0, Math.min(size, most));
    return { name, numbers, norm, typical: norm / Math.sqrt(size) };
  });
}

/** How many numbers of an array are kept. */
const most = 12;

type Places = Parameters<typeof splitVector>[0];

function sorted(places: Places): Places[number][] {
  return [...places].sort((a, b) => (a.name < b.name ? -1 : 1));
}
