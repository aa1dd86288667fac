import type { Precision } from "../../backends/backend.ts";
import { estimateOf } from "../../core/statistics.ts";
import type { Dataset } from "../../data/dataset.ts";
import type { Network } from "../../nn/network.ts";
import { environmentOf } from "../../runs/environment.ts";
import { settingsHash } from "../../runs/settingsHash.ts";
import { estimateText } from "../../studies/claimText.ts";
import { dataLine } from "../../studies/dataLine.ts";
import { defaultsOf } from "../../studies/defaultsOf.ts";
import { resolveSettings } from "../../studies/settings.ts";
import type { Cell, DatasetSummary } from "../../studies/study.ts";
import { summaryOf } from "../../studies/summaryOf.ts";
import { classAccuracies } from "../../train/metrics.ts";
import { checkRecipe } from "../../train/recipe.ts";
import { makeNetwork } from "../../zoo/index.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { dryRun } from "../dryRun.ts";
import { fittingKeys, fittingOptions } from "../fittingOptions.ts";
import { interruptible } from "../interruptible.ts";
import { namedNetwork, optionKeys } from "../namedNetwork.ts";
import { noMore } from "../noMore.ts";
import { openBackend } from "../openBackend.ts";
import { dataNameOf, openDataset } from "../openDataset.ts";
import { peakMemoryMiB } from "../peakMemory.ts";
import { makeProgress } from "../progress/makeProgress.ts";
import { cellRecipeOf } from "../recipeKeys.ts";
import { partOf, resolveParts } from "../resolveParts.ts";
import { textTable } from "../textTable.ts";
import { trainCommonKeys, trainKeys } from "../trainKeys.ts";
import { type TrainedSeed, type TrainedSeeds, trainSeeds } from "../trainSeeds.ts";

/** Trains one network, once for every seed. */
export const train: Command = {
  keys: { ...trainKeys, ...trainCommonKeys },
  async run(call) {
    noMore("train", call.target === undefined ? [] : [call.target]);
    const asked = ask(call);
    const { settings, common } = asked;
    if (call.dryRun) return dryRun({ ...settings, ...(await plannedOptions(asked)), ...common });
    const dataset = await openDataset(settings);
    return await start(call, { ...asked, dataset, options: optionsFor(dataset, asked) });
  },
};

/** The training's settings, what was said of its network, and what surrounds it. */
function ask({ given, note }: Call) {
  const { model = trainKeys.model.default } = given;
  const network = namedNetwork("train", String(model));
  const first = { ...trainCommonKeys, ...optionKeys(network) };
  const [, settings] = resolveParts("train", { first, second: trainKeys, given });
  checkRecipe(settings);
  const common = resolveSettings("train", trainCommonKeys, {
    given: partOf(given, trainCommonKeys),
  });
  const chosen = partOf(given, network.choices);
  makeNetwork(settings.model, chosen); // what was given is refused before data are looked for
  const data = dataNameOf(settings, { given, note });
  return { network, settings: { ...settings, data }, chosen, common };
}

type Asked = ReturnType<typeof ask>;

interface Resolved extends Asked {
  readonly dataset: Dataset;
  readonly options: Network["options"];
}

/** Every option of the network: the given ones, and for the others what fits the data. */
function optionsFor(dataset: Dataset, { network, settings, chosen }: Asked): Network["options"] {
  const images = { ...dataset.train, classes: dataset.classes.length };
  return makeNetwork(settings.model, { ...fittingOptions(network, images), ...chosen }).options;
}

/** The same without training: data are looked at only where the network depends on them. */
async function plannedOptions(asked: Asked): Promise<Network["options"]> {
  const { network, settings, chosen } = asked;
  const isSettled = fittingKeys(network).every((key) => key in chosen);
  if (isSettled) return makeNetwork(settings.model, chosen).options;
  return optionsFor(await openDataset({ ...settings, trainCount: 1, testCount: 1 }), asked);
}

async function start(call: Call, resolved: Resolved): Promise<Outcome> {
  const { given, note, words } = call;
  const { common, dataset } = resolved;
  const { weights, strict, head } = resolved.settings;
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
    return outcomeOf(resolved, {
      ...trained,
      dataset: summaryOf(dataset),
      engine: backend.description,
    });
  } finally {
    progress.stop();
  }
}

function cellsOf({ settings, options }: Resolved): Cell[] {
  const { model, seeds, epochs, learningRate, momentum, batchSize, augmentShift } = settings;
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
    augmentShift,
    factors: {},
  }));
}

/** The seed stands in the folder's name beside the hash. */
function hashOf(
  { settings: { seeds: _seeds, ...settings }, options }: Resolved,
  precision: Precision,
): string {
  const defaults = { ...defaultsOf(trainKeys), ...makeNetwork(settings.model).options };
  return settingsHash({ ...settings, ...options, precision }, { ...defaults, precision: "f32" });
}

interface Trained extends TrainedSeeds {
  readonly dataset: DatasetSummary;
  readonly engine: string;
}

function outcomeOf(
  { settings, options }: Resolved,
  { runs, dataset, engine, secondsToFirstStep }: Trained,
): Outcome {
  const peakRssMiB = Math.round(peakMemoryMiB());
  const testAccuracy = estimateOf(runs.map((run) => run.testAccuracy));
  const rows = runs.map((run) => [run.seed, run.testAccuracy, run.folder]);
  return {
    json: {
      settings,
      options,
      dataset,
      engine,
      testAccuracy,
      runs,
      secondsToFirstStep,
      peakRssMiB,
    },
    text: [
      dataLine(dataset),
      `Test accuracy of ${settings.model}: ${estimateText(testAccuracy)} (${runs.length === 1 ? "one seed" : `n = ${runs.length} seeds`})`,
      "",
      textTable({ columns: ["seed", "test accuracy", "folder"], rows }),
      ...(dataset.classes.length > mostClasses ? [] : ["", classTable(dataset, runs)]),
    ].join("\n"),
  };
}

/** With more classes than this, `--json` tells of each. */
const mostClasses = 20;

/** Mean over seeds of the share of each class that was recognised. */
function classTable({ classes }: DatasetSummary, runs: readonly TrainedSeed[]): string {
  const ofRuns = runs.map(({ confusion }) => classAccuracies(confusion));
  const rows = classes.map((name, label) => {
    const known = ofRuns.map((own) => own[label] ?? null).filter((share) => share !== null);
    return [name, known.length === 0 ? null : estimateOf(known).mean];
  });
  return textTable({ columns: ["class", "test accuracy"], rows });
}
