import { canonicalJson } from "../core/canonicalJson.ts";
import { describeNetwork, type Network, type NetworkNumbers, splitVector } from "../nn/network.ts";
import { programVersion } from "../runs/programVersion.ts";
import { schemaVersion } from "../runs/schemaVersion.ts";
import type { WeightsState } from "../runs/weightsState.ts";
import { writeWeights } from "../runs/writeWeights.ts";
import type { StoredTensor } from "../storage/safetensors.ts";
import { normalisationKey } from "./loadWeights.ts";

export interface SaveWeightsOptions {
  readonly network: Network;
  readonly numbers: NetworkNumbers;
  /** Of the training that the numbers come from. */
  readonly seed: number;
  /** Epochs that the training had completed. */
  readonly epoch: number;
  /** What else a checkpoint holds: tensors by name, and what is said of the training. */
  readonly more?: {
    readonly tensors: ReadonlyMap<string, StoredTensor>;
    readonly training: WeightsState["training"];
  };
}

/**
 * Writes a network's parameters and buffers by name to a safetensors file, and what they are to a JSON file beside it.
 *
 * @throws {StorageError} when they cannot be written
 */
export async function saveWeights(
  path: string,
  { network, numbers, seed, epoch, more }: SaveWeightsOptions,
): Promise<void> {
  const { parameters, buffers, parameterCount, bufferCount } = describeNetwork(network);
  const parts = new Map([
    ...splitVector(parameters, numbers.parameters),
    ...splitVector(buffers, numbers.buffers),
  ]);
  const tensors = [...parameters, ...buffers].map(({ name, shape }): [string, StoredTensor] => [
    name,
    { dtype: "f32", shape, data: parts.get(name)! },
  ]);
  const { name, options, normalisation } = network;
  const metadata = normalisation && { [normalisationKey]: canonicalJson(normalisation) };
  await writeWeights(
    path,
    {
      tensors: new Map([...tensors, ...(more?.tensors ?? [])]),
      metadata: { network: name, ...options, ...metadata },
    },
    {
      schema: schemaVersion,
      learnscope: programVersion(),
      network: name,
      options,
      ...(normalisation ? { normalisation } : {}),
      seed,
      epoch,
      parameterCount,
      bufferCount,
      ...(more ? { training: more.training } : {}),
    },
  );
}
