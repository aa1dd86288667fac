import { canonicalJson } from "../../core/canonicalJson.ts";
import { UsageError } from "../../core/errors.ts";
import { type GivenSettings, resolveSettings, type Setting } from "../../core/settings.ts";
import type { RequestOfRun } from "../readRequest.ts";
import { recipeKeys } from "../recipeKeys.ts";
import { configurationOf, requestTraining, type TrainingRequest } from "../trainingRequest.ts";
import { engineKeys, trainCommonKeys, trainKeys } from "../trainKeys.ts";

/**
 * What a fork may change: how it learns, how long, by which random numbers, and how training images are augmented and
 * mislabelled. All else says what the network is or what a step is, and without that the parent's weights mean nothing,
 * or the two runs are no longer the same until the fork.
 */
export const forkKeys: Readonly<Record<string, Setting<unknown>>> = {
  ...recipeKeys,
  epochs: trainKeys.epochs,
  seeds: trainKeys.seeds,
  augment: trainKeys.augment,
  labelNoise: trainKeys.labelNoise,
  noiseKind: trainKeys.noiseKind,
  noiseConcept: trainKeys.noiseConcept,
  experiment: trainCommonKeys.experiment,
  ...engineKeys,
};

/** A key in which a fork differs from its parent. */
export interface ChangedKey {
  readonly key: string;
  readonly parent: string;
  readonly fork: string;
}

/** What a fork is asked for. */
export interface ForkRequest extends RequestOfRun {
  readonly changes: readonly ChangedKey[];
}

/**
 * The parent's request with other keys over it; the seed stays unless another is given.
 *
 * @throws {UsageError} when a key does not exist, has a value that it cannot have, or may not change in a fork
 */
export function forkRequest(
  { request: parent }: RequestOfRun,
  given: GivenSettings,
  { run, note }: { readonly run: string; readonly note: (line: string) => void },
): ForkRequest {
  const before: GivenSettings = configurationOf(parent);
  checkKeys(run, before, { given, keys: Object.keys(given).filter((key) => key in before) });
  resolveSettings("fork", forkKeys, {
    given: withoutTraining(given, { ...before, ...parent.network.choices }),
  });
  const request = requestTraining({ ...before, ...given, runs: parent.common.runs }, note);
  checkKeys(run, before, { given, keys: Object.keys(given) });
  const { seeds } = request.settings;
  if (seeds.length !== 1) {
    throw new UsageError(
      `Cannot fork "${run}": seeds are ${seeds.join(", ")}, needs one seed, for one run is forked`,
    );
  }
  return { request, seed: seeds[0]!, changes: changesBetween(parent, request) };
}

/** What a fork knows, and what nobody knows: keys that a training has besides are refused for a reason of their own. */
function withoutTraining(given: GivenSettings, training: object): GivenSettings {
  const own = Object.entries(given).filter(([key]) => key in forkKeys || !(key in training));
  return Object.fromEntries(own);
}

function checkKeys(
  run: string,
  before: GivenSettings,
  { given, keys }: { readonly given: GivenSettings; readonly keys: readonly string[] },
): void {
  const key = keys.find((key) => !(key in forkKeys) && textOf(given[key]) !== textOf(before[key]));
  if (key === undefined) return;
  throw new UsageError(
    `Cannot fork "${run}" with ${key}=${textOf(given[key])}: network, images and batches of a fork are its parent's, needs other keys, such as learningRate, epochs, augment or seed`,
  );
}

/** The keys in which two requests differ, as they would be typed; where a run lies is none of it. */
export function changesBetween(parent: TrainingRequest, fork: TrainingRequest): ChangedKey[] {
  const before: GivenSettings = configurationOf(parent);
  const after: GivenSettings = configurationOf(fork);
  const changed = Object.keys(after).filter(
    (key) =>
      key !== "experiment" && canonicalJson(after[key]) !== canonicalJson(before[key] ?? null),
  );
  return changed.map((key) => ({
    key: key === "seeds" ? "seed" : key,
    parent: textOf(before[key]),
    fork: textOf(after[key]),
  }));
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(",") : String(value);
}
