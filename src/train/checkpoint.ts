import type { NumberArray } from "../core/dtype.ts";
import { DataError } from "../core/errors.ts";
import { trainingPrefix } from "../nn/matchWeights.ts";
import type { Network } from "../nn/network.ts";
import type { SoundCheckpoint } from "../runs/checkpoints.ts";
import { openSafetensors } from "../storage/openSafetensors.ts";
import type { StoredTensor } from "../storage/safetensors.ts";
import { averageStarted } from "./averageUpdates.ts";
import type { BestEpoch } from "./bestEpoch.ts";
import { loadWeights } from "./loadWeights.ts";
import { saveWeights } from "./saveWeights.ts";
import type { KeptPoint, TrainingPoint } from "./trainingPoint.ts";

export interface SaveCheckpointOptions {
  readonly network: Network;
  readonly seed: number;
  readonly point: KeptPoint;
  readonly best: BestEpoch | undefined;
}

/**
 * Writes all that a training needs to go on. The network is in the file as it would be tested, under the names of its
 * tensors, so that a checkpoint is a file of weights too; what training keeps besides lies under `training/`.
 *
 * @throws {StorageError} when it cannot be written
 */
export async function saveCheckpoint(
  path: string,
  { network, seed, point, best }: SaveCheckpointOptions,
): Promise<void> {
  const { epoch, sums, states, numbers } = point;
  const tensors = Object.entries(states)
    .filter(([name]) => isAveraged(states) || !isOfNetwork(name))
    .map(([name, data]) => [`${trainingPrefix}${name}`, tensorOf(data)] as const);
  const training = { sums, ...(best ? { best } : {}) };
  const more = { tensors: new Map(tensors), training };
  await saveWeights(path, { network, numbers, seed, epoch, more });
}

/**
 * The point of a training that a checkpoint holds.
 *
 * @throws {DataError} when it is no checkpoint of this network
 * @throws {StorageError} when it cannot be read
 */
export async function loadCheckpoint(
  network: Network,
  { path, state }: SoundCheckpoint,
): Promise<KeptPoint> {
  if (!state.training) {
    throw new DataError(
      `Cannot go on from "${path}": it holds weights alone, needs a checkpoint of a training`,
    );
  }
  const { numbers } = await loadWeights(network, path, { seed: state.seed });
  const { epoch, training } = state;
  const { parameters, buffers } = numbers;
  const ofNetwork = { parameters, ...(buffers.length > 0 ? { buffers } : {}) };
  const states = { ...ofNetwork, ...(await keptBeside(path)) };
  return { epoch, sums: training.sums, states, numbers };
}

/** What training keeps besides the tested network; where weights are averaged, the weights themselves too. */
async function keptBeside(path: string): Promise<TrainingPoint["states"]> {
  const file = await openSafetensors(path);
  try {
    const states: Record<string, NumberArray> = {};
    for (const name of file.places.keys()) {
      if (!name.startsWith(trainingPrefix)) continue;
      const { buffer } = await file.readBytes(name);
      states[name.slice(trainingPrefix.length)] = new Float32Array(buffer);
    }
    return states;
  } finally {
    await file.close();
  }
}

function isAveraged(states: TrainingPoint["states"]): boolean {
  return averageStarted in states;
}

function isOfNetwork(name: string): boolean {
  return name === "parameters" || name === "buffers";
}

/** Training keeps nothing but float32. */
function tensorOf(data: NumberArray): StoredTensor {
  return { dtype: "f32", shape: [data.length], data };
}
