import type { Normalisation } from "../core/normalisation.ts";
import type { Dataset } from "../data/dataset.ts";
import { type DatasetFingerprint, dataFingerprint } from "../data/fingerprint.ts";
import { prepareDataset } from "../data/prepareDataset.ts";
import { formatAfter } from "../data/transforms/formatAfter.ts";
import type { Network } from "../nn/network.ts";
import { networkOf } from "../studies/networkOf.ts";
import type { Cell } from "../studies/study.ts";
import { checkFit } from "../train/fit.ts";
import { makeNetwork } from "../zoo/index.ts";
import { fittingKeys, fittingOptions } from "./fittingOptions.ts";
import { normalisationOf } from "./normalisationOf.ts";
import { openDataset } from "./openDataset.ts";
import { cellRecipeOf } from "./recipeKeys.ts";
import type { TrainingRequest } from "./trainingRequest.ts";

/** A training with its data, and all that follows from them. */
export interface PreparedTraining {
  readonly request: TrainingRequest;
  readonly dataset: Dataset;
  /** SHA-256 of each part of the data. */
  readonly fingerprint: DatasetFingerprint;
  /** Every option of the network: the given ones, and for the others what fits the data. */
  readonly options: Network["options"];
  readonly normalisation: Normalisation | undefined;
}

/**
 * Reads the data that a training asks for, and fits the network to them.
 *
 * @throws {UsageError | DataError} when they cannot be read, chosen or changed so
 */
export async function prepareTraining(request: TrainingRequest): Promise<PreparedTraining> {
  const dataset = await datasetFor(request);
  return {
    request,
    dataset,
    fingerprint: dataFingerprint(dataset),
    options: optionsFor(dataset, request),
    normalisation: normalisationOf(request.settings, dataset),
  };
}

/**
 * The network's options without a training: data are looked at only where the network depends on them.
 *
 * @throws {UsageError | DataError} as `prepareTraining` does
 */
export async function plannedOptions(request: TrainingRequest): Promise<Network["options"]> {
  const { network, settings, chosen } = request;
  const isSettled = fittingKeys(network).every((key) => key in chosen);
  if (isSettled) return makeNetwork(settings.model, chosen).options;
  return optionsFor(await datasetFor(request), request);
}

/** A training whose network is settled, be its data read or not. */
type SettledTraining = Pick<PreparedTraining, "request" | "options"> &
  Partial<Pick<PreparedTraining, "normalisation">>;

/** What is to be trained with one of the seeds. */
export function cellOf({ request, options, normalisation }: SettledTraining, seed: number): Cell {
  const { settings } = request;
  const { model, epochs, learningRate, momentum, batchSize, augment, lastPartial } = settings;
  return {
    id: `${model}-s${seed}`,
    network: model,
    options,
    seed,
    learningRate,
    momentum,
    recipe: cellRecipeOf(settings),
    epochs,
    batchSize,
    lastPartial,
    augment,
    ...(normalisation ? { normalisation } : {}),
    factors: {},
  };
}

/**
 * Refuses a training that could not take a step, before anything is written.
 *
 * @throws {UsageError | ShapeError | DataError} as `checkFit` does
 */
export function checkTraining(prepared: PreparedTraining): void {
  const { train, validation, test } = prepared.dataset;
  const cell = cellOf(prepared, 0);
  checkFit({ ...cell, network: networkOf(cell), train, validation, test });
}

async function datasetFor({ settings, dataOptions }: TrainingRequest): Promise<Dataset> {
  return prepareDataset(await openDataset({ ...settings, dataOptions }), settings);
}

function optionsFor(
  dataset: Dataset,
  { network, settings, chosen }: TrainingRequest,
): Network["options"] {
  const shown = formatAfter(settings.augment, dataset.train);
  const images = { ...shown, classes: dataset.classes.length };
  return makeNetwork(settings.model, { ...fittingOptions(network, images), ...chosen }).options;
}
