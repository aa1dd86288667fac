import { estimateOf } from "../../core/statistics.ts";
import { environmentOf } from "../../runs/environment.ts";
import { settingsHash } from "../../runs/settingsHash.ts";
import { estimateText } from "../../studies/claimText.ts";
import { dataLine } from "../../studies/dataLine.ts";
import { defaultsOf } from "../../studies/defaultsOf.ts";
import { resolveSettings } from "../../studies/settings.ts";
import type { Cell, DatasetSummary } from "../../studies/study.ts";
import { summaryOf } from "../../studies/summaryOf.ts";
import { makeNetwork } from "../../zoo/index.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { dryRun } from "../dryRun.ts";
import { interruptible } from "../interruptible.ts";
import { namedNetwork, optionKeys } from "../namedNetwork.ts";
import { noMore } from "../noMore.ts";
import { openBackend } from "../openBackend.ts";
import { dataNameOf, openDataset } from "../openDataset.ts";
import { peakMemoryMiB } from "../peakMemory.ts";
import { makeProgress } from "../progress/makeProgress.ts";
import { partOf, resolveParts } from "../resolveParts.ts";
import { textTable } from "../textTable.ts";
import { trainCommonKeys, trainKeys } from "../trainKeys.ts";
import { type TrainedSeeds, trainSeeds } from "../trainSeeds.ts";

/** Trains one network, once for every seed. */
export const train: Command = {
  keys: { ...trainKeys, ...trainCommonKeys },
  async run(call) {
    noMore("train", call.target === undefined ? [] : [call.target]);
    const resolved = resolve(call);
    const { settings, options, common } = resolved;
    if (call.dryRun) return dryRun({ ...settings, ...options, ...common });
    return await start(call, resolved);
  },
};

/** The training's settings, its network's options, and what surrounds it. */
function resolve({ given, note }: Call) {
  const { model = trainKeys.model.default } = given;
  const network = namedNetwork("train", String(model));
  const first = { ...trainCommonKeys, ...optionKeys(network) };
  const [, settings] = resolveParts("train", { first, second: trainKeys, given });
  const common = resolveSettings("train", trainCommonKeys, {
    given: partOf(given, trainCommonKeys),
  });
  const { options } = makeNetwork(settings.model, partOf(given, network.choices));
  return {
    settings: { ...settings, data: dataNameOf(settings, { given, note }) },
    options,
    common,
  };
}

type Resolved = ReturnType<typeof resolve>;

async function start(call: Call, resolved: Resolved): Promise<Outcome> {
  const { given, note, words } = call;
  const { settings, common } = resolved;
  const backend = await openBackend(common, { given, note });
  const dataset = await openDataset(settings);
  const progress = await makeProgress({ stream: process.stderr, trainingShare: 1 });
  try {
    const trained = await interruptible(note, (signal) =>
      trainSeeds({
        cells: cellsOf(resolved),
        dataset,
        backend,
        environment: environmentOf({ backend: backend.description, command: ["train", ...words] }),
        place: { ...common, hash: hashOf(resolved) },
        progress,
        signal,
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
    epochs,
    batchSize,
    augmentShift,
    factors: {},
  }));
}

/** The seed stands in the folder's name beside the hash. */
function hashOf({ settings: { seeds: _seeds, ...settings }, options }: Resolved): string {
  const defaults = makeNetwork(settings.model).options;
  return settingsHash({ ...settings, ...options }, { ...defaultsOf(trainKeys), ...defaults });
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
    ].join("\n"),
  };
}
