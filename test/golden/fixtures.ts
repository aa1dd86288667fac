import { fileURLToPath } from "node:url";
import { sizeOf } from "../../src/core/shape.ts";
import { describeNetwork, type Network, splitVector } from "../../src/nn/network.ts";
import type { Safetensors } from "../../src/storage/safetensors.ts";
import { fixturesIn } from "./fixtureFiles.ts";

const folder = fileURLToPath(new URL("fixtures", import.meta.url));

/** What PyTorch made of a network; makeFixtures.py says what a file holds. */
export interface Fixture {
  readonly title: string;
  readonly network: string;
  readonly options: Readonly<Record<string, string>>;
  readonly writer: string;
  readonly tensors: Safetensors["tensors"];
}

export const fixtures: readonly Fixture[] = fixturesIn(folder).map(
  ({ title, tensors, metadata }) => ({
    title,
    network: metadata.network!,
    options: JSON.parse(metadata.options!),
    writer: metadata.writer!,
    tensors,
  }),
);

/** The parameters that the fixtures began with; `initial` in makeFixtures.py is the same, to the bit. */
export function startingParameters(network: Network): Float32Array {
  const { parameters, parameterCount } = describeNetwork(network);
  const vector = new Float32Array(parameterCount);
  const parts = splitVector(parameters, vector);
  const names = parameters.map(({ name }) => name).sort();
  for (const { name, shape } of parameters) {
    const bound = shape.length > 1 ? 1 / Math.sqrt(sizeOf(shape) / shape[0]!) : 0.25;
    const salt = names.indexOf(name);
    parts.get(name)!.forEach((_, i, part) => {
      part[i] = (mixed(i, salt) / 2 ** 31 - 1) * bound;
    });
  }
  return vector;
}

/** An integer of 32 bits, mixed from a place in an array and a number for the array. */
export function mixed(place: number, salt: number): number {
  let h = Math.imul(place + 1 + 100_003 * salt, 2_654_435_761);
  h = Math.imul(h ^ (h >>> 15), 2_246_822_519);
  return (h ^ (h >>> 13)) >>> 0;
}

/** The elements of each parameter that fixtures keep. */
export function keptOf(network: Network, vector: Float32Array): Map<string, Float32Array> {
  const parts = splitVector(describeNetwork(network).parameters, vector);
  return new Map(
    [...parts].map(([name, part]) => [
      name,
      part.length > 2500 ? part.filter((_, i) => i % 31 === 0) : part,
    ]),
  );
}
