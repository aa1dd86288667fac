import type { Backend } from "../backends/backend.ts";
import { sizeOf } from "../core/shape.ts";
import type { Dataset } from "../data/dataset.ts";
import { imageSize } from "../data/imageSet.ts";
import { openDataset } from "../experiments/openDataset.ts";
import { plannedOptions } from "../experiments/prepareTraining.ts";
import type { TrainingRequest } from "../experiments/trainingRequest.ts";
import { describeNetwork } from "../nn/network.ts";
import { makeNetwork } from "../zoo/index.ts";
import { memoryPlan } from "./memoryPlan.ts";

/**
 * What a process needs that takes a cell to its end, as far as one can say beforehand.
 *
 * Units: bytes
 */
export interface CellMemory {
  /** The step of the network that needs most. */
  readonly step: number;
  readonly data: number;
  /** Node and the library, without data and network. */
  readonly program: number;
  readonly total: number;
}

/** Units: bytes */
const program = 150 * 2 ** 20;

/**
 * Makes sure that the data of trainings are there, and tells how large the largest are.
 *
 * Units: bytes
 * @throws {UsageError | DataError} when they cannot be read
 */
export async function dataMemory(requests: readonly TrainingRequest[]): Promise<number> {
  const largest = new Map<string, TrainingRequest>();
  for (const request of requests) {
    const before = largest.get(request.settings.data);
    if (!before || imagesIn(request) > imagesIn(before))
      largest.set(request.settings.data, request);
  }
  const sizes = [0];
  for (const { settings, dataOptions } of largest.values()) {
    sizes.push(sizeOfDataset(await openDataset({ ...settings, dataOptions })));
  }
  return Math.max(...sizes);
}

/** More images than any data set has. */
const all = 2 ** 40;

/** How many images are asked for. */
function imagesIn({ settings: { trainCount, testCount } }: TrainingRequest): number {
  return (trainCount || all) + (testCount || all);
}

/** Images that stay in their file need none. */
function sizeOfDataset({ train, test }: Dataset): number {
  return [train, test].reduce(
    (bytes, set) => bytes + (set.images instanceof Uint8Array ? set.count * imageSize(set) : 0),
    0,
  );
}

/** The step that needs most memory is planned; which it is tell parameters and activations. */
export async function cellMemory(
  requests: readonly TrainingRequest[],
  { backend, data }: { readonly backend: Backend; readonly data: number },
): Promise<CellMemory> {
  const largest = requests.reduce((most, request) =>
    numbersIn(request) > numbersIn(most) ? request : most,
  );
  const { settings, common } = largest;
  const { total: step } = memoryPlan({
    network: makeNetwork(settings.model, await plannedOptions(largest)),
    backend,
    batch: settings.batchSize,
    recompute: common.recompute === "blocks",
  });
  return { step, data, program, total: step + data + program };
}

function numbersIn({ settings, chosen }: TrainingRequest): number {
  const { parameterCount, layers } = describeNetwork(makeNetwork(settings.model, chosen));
  const activations = layers.reduce((count, { shape }) => count + sizeOf(shape), 0);
  return parameterCount + settings.batchSize * activations;
}
