import type { Backend } from "../../backends/backend.ts";
import { canonicalJson } from "../../core/canonicalJson.ts";
import { DataError, UsageError } from "../../core/errors.ts";
import { sizeOf } from "../../core/shape.ts";
import type { ImageSet } from "../../data/imageSet.ts";
import { describeNetwork, type Network, type NetworkNumbers } from "../../nn/network.ts";

import { linearCka, type Similarity } from "../../probes/similarity/linearCka.ts";
import { listCheckpoints } from "../../runs/checkpoints.ts";
import { readWeightsState } from "../../runs/weightsState.ts";
import { accuracyOf, type Evaluator, makeEvaluator } from "../../train/evaluate.ts";
import { loadWeights } from "../../train/loadWeights.ts";
import { holdNetwork, writeNetwork } from "../../train/states.ts";
import { hasOptions } from "./hasOptions.ts";
import { type LayerGrams, makeLayerGrams } from "./layerGrams.ts";
import { type PredictionChanges, predictionChanges } from "./predictionChanges.ts";
import { type WeightDivergence, weightDivergence } from "./weightDivergence.ts";

/** How alike a layer of the two runs is; debiased linear CKA. */
export type LayerSimilarity = { readonly layer: string } & Similarity;

/** Two runs beside each other at the end of an epoch. Units: fractions of the test images, unless said otherwise */
export interface DivergenceAt extends PredictionChanges {
  readonly epoch: number;
  readonly testAccuracy: { readonly first: number; readonly second: number };
  readonly weights: WeightDivergence;
  /** First to last. */
  readonly layers: readonly LayerSimilarity[];
}

export interface RunDivergenceOptions {
  /** Folders of two runs of the same network on the same data. */
  readonly first: string;
  readonly second: string;
  /** The epoch that both are seen from: the fork, or 0. */
  readonly from: number;
  readonly network: Network;
  readonly test: ImageSet;
  readonly backend: Backend;
}

/** So many test images at most are shown to all layers; fewer where these would not leave room for their outputs. */
export const mostCkaImages = 256;
const leastCkaImages = 32;

/** Units: bytes */
const roomForOutputs = 2 ** 30;

const batchSize = 100;

/**
 * How two runs drift apart: at every epoch of which both have a checkpoint, their answers to the test images, their weights,
 * and the similarity of every layer for the first 256 test images.
 *
 * @throws {UsageError} when the two have no checkpoint of `from`
 * @throws {DataError} when a checkpoint is damaged or of another network
 * @throws {StorageError} when a checkpoint cannot be read
 * @source own design; CKA: see `linearCka`
 */
export async function runDivergence(options: RunDivergenceOptions): Promise<DivergenceAt[]> {
  const { first, second, from, network, test, backend } = options;
  const pairs = await commonCheckpoints(first, second, from);
  const load = (path: string) => numbersOf(network, path);
  const start = pairs[0];
  if (start?.epoch !== from) {
    throw new UsageError(
      `Cannot compare "${first}" and "${second}": one of them has no checkpoint of epoch ${from}, needs both`,
    );
  }
  const starts = { first: await load(start.first), second: await load(start.second) };
  const states = holdNetwork(starts.first, backend);
  const count = Math.min(ckaImages(network), test.count);
  const evaluator = makeEvaluator({
    network,
    backend,
    states,
    batchSize: Math.min(batchSize, test.count),
  });
  const grams = makeLayerGrams(test, { network, backend, states, count });
  const look = (numbers: NetworkNumbers) => {
    writeNetwork(states, numbers);
    return lookAt(test, evaluator, grams);
  };
  try {
    const points: DivergenceAt[] = [];
    for (const pair of pairs) {
      const [a, b] = [await load(pair.first), await load(pair.second)];
      const weights = weightDivergence(
        { from: starts.first.parameters, to: a.parameters },
        { from: starts.second.parameters, to: b.parameters },
      );
      points.push({ epoch: pair.epoch, ...compare(look(a), look(b), test.labels), weights });
    }
    return points;
  } finally {
    grams.dispose();
    evaluator.dispose();
  }
}

interface CheckpointPair {
  readonly epoch: number;
  readonly first: string;
  readonly second: string;
}

/** The epochs at whose ends both runs have a checkpoint. */
async function commonCheckpoints(
  first: string,
  second: string,
  from: number,
): Promise<CheckpointPair[]> {
  const [ours, theirs] = await Promise.all([first, second].map(listCheckpoints));
  return ours!
    .filter(({ epoch, step }) => step === 0 && epoch >= from)
    .flatMap(({ epoch, path }) => {
      const other = theirs!.find((own) => own.epoch === epoch && own.step === 0);
      return other ? [{ epoch, first: path, second: other.path }] : [];
    });
}

async function numbersOf(network: Network, path: string): Promise<NetworkNumbers> {
  const state = await readWeightsState(path);
  const isOther =
    state.network !== network.name ||
    !hasOptions(network.options, state.options) ||
    canonicalJson(state.normalisation ?? null) !== canonicalJson(network.normalisation ?? null);
  if (isOther) {
    throw new DataError(
      `Cannot compare "${path}": its network is another, needs "${network.name}" with the same options and normalisation`,
    );
  }
  return (await loadWeights(network, path, { seed: state.seed })).numbers;
}

/** What a network answers, and how alike its layers find images. */
type Look = ReturnType<typeof lookAt>;

function lookAt(test: ImageSet, evaluator: Evaluator, grams: LayerGrams) {
  return { predictions: evaluator.predict(test), grams: grams.measure() };
}

function compare(first: Look, second: Look, labels: ArrayLike<number>) {
  const layers = [...first.grams].map(([layer, gram]) => ({
    layer,
    ...linearCka(gram, second.grams.get(layer)!),
  }));
  return {
    ...predictionChanges(first.predictions, second.predictions, labels),
    testAccuracy: {
      first: accuracyOf(first.predictions, labels),
      second: accuracyOf(second.predictions, labels),
    },
    layers,
  };
}

/** How many images can be shown to all layers of a network at once. */
function ckaImages(network: Network): number {
  const { layers } = describeNetwork(network);
  const numbers = layers.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const roomFor = Math.floor(roomForOutputs / (numbers * Float32Array.BYTES_PER_ELEMENT));
  return Math.max(leastCkaImages, Math.min(mostCkaImages, roomFor));
}
