import type { Precision } from "../../backends/backend.ts";
import { resolveSettings } from "../../core/settings.ts";
import type { Dataset } from "../../data/dataset.ts";
import { dataFingerprint } from "../../data/fingerprint.ts";
import { prepareDataset } from "../../data/prepareDataset.ts";
import { selectionSettings } from "../../data/selection/selectionSettings.ts";
import { formatAfter } from "../../data/transforms/formatAfter.ts";
import { showTransforms } from "../../data/transforms/parseTransforms.ts";
import { dataOptionKeys } from "../../experiments/dataOptions.ts";
import { fittingKeys, fittingOptions } from "../../experiments/fittingOptions.ts";
import { namedNetwork, optionKeys } from "../../experiments/namedNetwork.ts";
import { normalisationOf } from "../../experiments/normalisationOf.ts";
import { dataNameOf, openDataset } from "../../experiments/openDataset.ts";
import { cellRecipeOf } from "../../experiments/recipeKeys.ts";
import { partOf, resolveParts } from "../../experiments/resolveParts.ts";
import { trainCommonKeys, trainKeys } from "../../experiments/trainKeys.ts";
import type { Network } from "../../nn/network.ts";
import { environmentOf } from "../../runs/environment.ts";
import { settingsHash } from "../../runs/settingsHash.ts";
import { defaultsOf } from "../../studies/defaultsOf.ts";
import type { Cell } from "../../studies/study.ts";
import { summaryOf } from "../../studies/summaryOf.ts";
import { checkRecipe } from "../../train/recipe.ts";
import { makeNetwork } from "../../zoo/index.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { dryRun } from "../dryRun.ts";
import { interruptible } from "../interruptible.ts";
import { noMore } from "../noMore.ts";
import { openBackend } from "../openBackend.ts";
import { makeProgress } from "../progress/makeProgress.ts";
import { trainOutcome } from "../trainOutcome.ts";
import { type RunData, trainSeeds } from "../trainSeeds.ts";

/** Trains one network, once for every seed. */
export const train: Command = {
  keys: { ...trainKeys, ...trainCommonKeys },
  async run(call) {
    noMore("train", call.target === undefined ? [] : [call.target]);
    const asked = ask(call);
    if (call.dryRun) {
      return dryRun({
        ...plainSettings(asked),
        ...(await plannedOptions(asked)),
        ...asked.common,
      });
    }
    const dataset = await preparedData(asked);
    return await start(call, { ...asked, dataset, options: optionsFor(dataset, asked) });
  },
};

/** The training's settings, what was said of its network, and what surrounds it. */
function ask({ given, note }: Call) {
  const { model = trainKeys.model.default, data: dataAsked = trainKeys.data.default } = given;
  const network = namedNetwork("train", String(model));
  const dataKeys = dataOptionKeys(String(dataAsked));
  const first = { ...trainCommonKeys, ...optionKeys(network), ...dataKeys };
  const [, settings] = resolveParts("train", { first, second: trainKeys, given });
  checkRecipe(settings);
  const common = resolveSettings("train", trainCommonKeys, {
    given: partOf(given, trainCommonKeys),
  });
  const chosen = partOf(given, network.choices);
  makeNetwork(settings.model, chosen); // what was given is refused before data are looked for
  const data = dataNameOf(settings, { given, note });
  const dataOptions = resolveSettings(data, dataKeys, { given: partOf(given, dataKeys) });
  return { network, settings: { ...settings, data }, chosen, dataOptions, common };
}

type Asked = ReturnType<typeof ask>;

interface Resolved extends Asked {
  readonly dataset: Dataset;
  readonly options: Network["options"];
}

/** The images that the settings ask for, as the network is to see them. */
async function preparedData({ settings, dataOptions }: Asked): Promise<Dataset> {
  return prepareDataset(await openDataset({ ...settings, dataOptions }), settings);
}

/** Every option of the network: the given ones, and for the others what fits the data. */
function optionsFor(dataset: Dataset, { network, settings, chosen }: Asked): Network["options"] {
  const shown = formatAfter(settings.augment, dataset.train);
  const images = { ...shown, classes: dataset.classes.length };
  return makeNetwork(settings.model, { ...fittingOptions(network, images), ...chosen }).options;
}

/** The same without training: data are looked at only where the network depends on them. */
async function plannedOptions(asked: Asked): Promise<Network["options"]> {
  const { network, settings, chosen } = asked;
  const isSettled = fittingKeys(network).every((key) => key in chosen);
  if (isSettled) return makeNetwork(settings.model, chosen).options;
  return optionsFor(await preparedData(asked), asked);
}

async function start(call: Call, resolved: Resolved): Promise<Outcome> {
  const { given, note, words } = call;
  const { common, dataset } = resolved;
  const { weights, strict, head } = resolved.settings;
  const data = dataOf(resolved);
  const backend = await openBackend(common, { given, note });
  const progress = await makeProgress({ stream: process.stderr, trainingShare: 1 });
  try {
    const trained = await interruptible(note, (signal) =>
      trainSeeds({
        cells: cellsOf(resolved),
        dataset,
        backend,
        start: { weights, strict, head },
        recompute: common.recompute === "blocks",
        workers: common.workers,
        data,
        environment: environmentOf({
          backend: backend.description,
          precision: backend.precision,
          command: ["train", ...words],
        }),
        place: { ...common, hash: hashOf(resolved, backend.precision) },
        progress,
        signal,
        note,
      }),
    );
    return trainOutcome(resolved, {
      ...trained,
      dataset: summaryOf(dataset, data.sha256),
      engine: backend.description,
    });
  } finally {
    progress.stop();
  }
}

/** Settings as they are typed: transforms as texts. */
function plainSettings({ settings, dataOptions }: Asked) {
  const { transform, testTransform, augment } = settings;
  const steps = Object.entries({ transform, testTransform, augment });
  const texts = steps.map(([key, own]) => [key, showTransforms(own) || "none"]);
  return { ...settings, ...dataOptions, ...Object.fromEntries(texts) };
}

/** What a run keeps of its data: what was asked for, and what it came to. */
function dataOf({ settings, dataOptions, dataset }: Resolved): RunData {
  const { data: name, trainCount, testCount, transform, testTransform, normalise } = settings;
  const chosen = partOf({ ...settings }, selectionSettings);
  const asked = { name, ...dataOptions, trainCount, testCount, ...chosen, normalise };
  const changes = {
    transform: showTransforms(transform),
    testTransform: showTransforms(testTransform),
  };
  return { asked: { ...asked, ...changes }, sha256: dataFingerprint(dataset) };
}

function cellsOf({ settings, options, dataset }: Resolved): Cell[] {
  const { model, seeds, epochs, learningRate, momentum, batchSize } = settings;
  const { augment, lastPartial } = settings;
  const normalisation = normalisationOf(settings, dataset);
  return seeds.map((seed) => ({
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
  }));
}

/** The seed stands in the folder's name beside the hash. */
function hashOf(
  { settings: { seeds: _seeds, ...settings }, dataOptions, options }: Resolved,
  precision: Precision,
): string {
  const defaults = {
    ...defaultsOf(trainKeys),
    ...defaultsOf(dataOptionKeys(settings.data)),
    ...makeNetwork(settings.model).options,
  };
  return settingsHash(
    { ...settings, ...dataOptions, ...options, precision },
    { ...defaults, precision: "f32" },
  );
}
