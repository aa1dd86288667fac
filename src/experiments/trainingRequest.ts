import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { type GivenSettings, resolveSettings } from "../core/settings.ts";
import { showTransforms } from "../data/transforms/parseTransforms.ts";
import type { TransformStep } from "../data/transforms/step.ts";
import { changedSettings, settingsHash } from "../runs/settingsHash.ts";
import { defaultsOf } from "../studies/defaultsOf.ts";
import { checkRecipe } from "../train/recipe.ts";
import { makeNetwork, type NetworkEntry } from "../zoo/index.ts";
import { isProgramFile } from "./config/configKind.ts";
import { dataOptionKeys } from "./dataOptions.ts";
import type { ImageSettings } from "./imageKeys.ts";
import { namedNetwork, optionKeys } from "./namedNetwork.ts";
import { type DataNameOptions, dataNameOf } from "./openDataset.ts";
import { type ProbeRequest, parseProbes, showProbes } from "./probes/parseProbes.ts";
import { partOf, resolveParts } from "./resolveParts.ts";
import { type TrainSettings, trainCommonKeys, trainKeys } from "./trainKeys.ts";
import { hasWeights } from "./weightsKeys.ts";

/** What is asked of a training, every key with its value; nothing has been looked at yet, no image and no weights. */
export interface TrainingRequest {
  readonly network: NetworkEntry;
  readonly settings: TrainSettings;
  /** The options of the network that were given; the others follow from the data. */
  readonly chosen: Readonly<Record<string, string>>;
  /** Every option of the data set. */
  readonly dataOptions: Readonly<Record<string, unknown>>;
  /** Where the runs are, and how they are done. */
  readonly common: ReturnType<typeof commonOf>;
}

/**
 * The training that keys ask for.
 *
 * @throws {UsageError} when there is no such network, key or value, or the recipe is at odds with itself
 */
export function requestTraining(
  asked: GivenSettings,
  note: DataNameOptions["note"],
): TrainingRequest {
  const { model = trainKeys.model.default, data: dataAsked = trainKeys.data.default } = asked;
  const network = namedNetwork("train", String(model));
  const chosen = textsOf(partOf(asked, network.choices));
  const given = { ...asked, ...chosen };
  const dataKeys = dataOptionKeys(String(dataAsked));
  const first = { ...trainCommonKeys, ...optionKeys(network), ...dataKeys };
  const [, settings] = resolveParts("train", { first, second: trainKeys, given });
  checkRecipe(settings);
  makeNetwork(settings.model, chosen); // what was given is refused before data are looked for
  const data = dataNameOf(settings, { given, note });
  const dataOptions = resolveSettings(data, dataKeys, { given: partOf(given, dataKeys) });
  return { network, settings: { ...settings, data }, chosen, dataOptions, common: commonOf(given) };
}

function commonOf(given: GivenSettings) {
  return resolveSettings("train", trainCommonKeys, { given: partOf(given, trainCommonKeys) });
}

/** Options of networks are texts, also where a file has them as numbers. */
function textsOf(given: GivenSettings): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
}

/** A request as a file has it: who gives it back asks for the same. Transforms are texts, as they are typed. */
export function configurationOf({ settings, chosen, dataOptions, common }: TrainingRequest) {
  const { seeds, ...rest } = plainSettings(settings);
  const { runs: _runs, interval: _interval, ...engine } = common;
  return {
    ...rest,
    ...dataOptions,
    ...plainOptions(chosen),
    ...engine,
    probes: showProbes(parseProbes(engine.probes).map(withWholePath)),
    seeds,
  };
}

/** Whoever reads where a probe's file is may stand in another folder. */
function withWholePath({ name, given }: ProbeRequest): ProbeRequest {
  if (!isProgramFile(name)) return { name, given };
  const path = resolve(name);
  if (!/[,:]/.test(path)) return { name: path, given };
  throw new UsageError(
    `Cannot use "${path}": its path has a comma or a colon, which stand between probes and options, needs one without`,
  );
}

/** Options as a person writes them in a file: numbers as numbers. */
function plainOptions(chosen: TrainingRequest["chosen"]) {
  const plain = (value: string) => (String(Number(value)) === value ? Number(value) : value);
  return Object.fromEntries(Object.entries(chosen).map(([key, value]) => [key, plain(value)]));
}

/** Settings as they are typed: transforms as texts. Whoever reads where the weights are may stand in another folder. */
function plainSettings(settings: TrainSettings) {
  const weights = hasWeights(settings) ? resolve(settings.weights) : settings.weights;
  return { ...settings, ...transformTexts(settings), weights };
}

function transformTexts({
  transform,
  testTransform,
  augment,
}: Pick<ImageSettings, "transform" | "testTransform" | "augment">) {
  const text = (steps: readonly TransformStep[]) => showTransforms(steps) || "none";
  return { transform: text(transform), testTransform: text(testTransform), augment: text(augment) };
}

/** What tells a training from others, of which runs with other seeds are repetitions, and the defaults of all of it. */
function identityOf({ settings, chosen, dataOptions, common }: TrainingRequest) {
  const { seeds: _seeds, ...rest } = plainSettings(settings);
  const { precision } = common;
  const identity = {
    ...rest,
    ...dataOptions,
    ...chosen,
    precision,
  };
  const defaults = {
    ...defaultsOf(trainKeys),
    ...transformTexts({ transform: [], testTransform: [], augment: [] }),
    ...defaultsOf(dataOptionKeys(settings.data)),
    ...makeNetwork(settings.model).options,
    precision: trainCommonKeys.precision.default,
  };
  return { identity, defaults };
}

/** Hexadecimal digits of all settings that are not their defaults, but the seed. */
export function hashOfRequest(request: TrainingRequest, digits?: number): string {
  const { identity, defaults } = identityOf(request);
  return settingsHash(identity, defaults, digits);
}

/** The settings that are not their defaults, as they would be typed. */
export function changedOfRequest(request: TrainingRequest): Readonly<Record<string, string>> {
  const { identity, defaults } = identityOf(request);
  return changedSettings(identity, defaults);
}
