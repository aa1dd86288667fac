import { resolveSettings } from "../../src/core/settings.ts";
import { describeNetwork } from "../../src/nn/network.ts";
import { analyseLatent } from "../../src/studies/latent/analyseLatent.ts";
import { latentCells, tableRows } from "../../src/studies/latent/cells.ts";
import {
  depthOf,
  type LayerName,
  layerNames,
  stageNames,
  tapOf,
} from "../../src/studies/latent/layers.ts";
import type {
  ClassSpread,
  LatentMeasured,
  Spread,
  SpreadPlace,
} from "../../src/studies/latent/measure/measured.ts";
import type { LatentResults } from "../../src/studies/latent/results.ts";
import { type LatentSettings, latentSettings } from "../../src/studies/latent/settings.ts";
import { countedShares, varianceShares } from "../../src/studies/latent/shares.ts";
import type { Cell, DatasetSummary, MeasuredCell } from "../../src/studies/study.ts";
import { makeNetwork } from "../../src/zoo/index.ts";
import { keptEpochs } from "./keptEpochs.ts";
import { type LatentBehaviour, type MadeUpPlace, usual } from "./latentBehaviours.ts";
import { madeUpPictures, madeUpShown } from "./madeUpPictures.ts";

/** The study's defaults, but few pictures, 32 channels and 8 epochs, and what is given. */
export function madeUpLatentSettings(given: Partial<LatentSettings> = {}): LatentSettings {
  return resolveSettings("latent", latentSettings, {
    given: { width: 32, sampleCount: 10_000, pictureCount: 30, epochs: 8, ...given },
  });
}

/** The source's data, without images. */
export const cifarSummary: DatasetSummary = {
  name: "cifar-10",
  title: "CIFAR-10",
  generated: false,
  note: "",
  classes: [
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
  ],
  trainCount: 50_000,
  testCount: 10_000,
  sha256: "made up",
};

/** All trainings of the study with the measurements of made-up networks, on so many images as CIFAR-10 has. */
export function madeUpLatentCells(
  settings: LatentSettings,
  behaviour: Partial<LatentBehaviour> = {},
): MeasuredCell<LatentMeasured>[] {
  const own = { ...usual, ...behaviour };
  return latentCells(settings).map((cell) => ({
    cell,
    history: Array.from({ length: cell.epochs + 1 }, (_, epoch) => {
      const accuracy = own.accuracy(String(cell.factors.row), cell.seed, epoch / cell.epochs);
      const trained = epoch === 0 ? {} : { "train/loss": 2.3 * (1 - accuracy) };
      return { epoch, "test/accuracy": accuracy, ...trained };
    }),
    measured: measuredOf(cell, settings, own),
  }));
}

/** What the study makes of them: of three seeds where no others are given. The same of the same, which many tests ask for. */
export function madeUpLatent(
  given: Partial<LatentSettings> = {},
  behaviour: Partial<LatentBehaviour> = usual,
): LatentResults {
  const known = made.get(behaviour) ?? new Map<string, LatentResults>();
  made.set(behaviour, known);
  const key = JSON.stringify(given);
  const results = known.get(key) ?? makeResults(given, behaviour);
  known.set(key, results);
  return results;
}

const made = new WeakMap<Partial<LatentBehaviour>, Map<string, LatentResults>>();

function makeResults(
  given: Partial<LatentSettings>,
  behaviour: Partial<LatentBehaviour>,
): LatentResults {
  const settings = madeUpLatentSettings(given);
  const dataset = { ...cifarSummary, testCount: settings.testCount || cifarSummary.testCount };
  return analyseLatent(madeUpLatentCells(settings, behaviour), { settings, dataset });
}

function measuredOf(
  cell: Cell,
  settings: LatentSettings,
  behaviour: LatentBehaviour,
): LatentMeasured {
  const dimensions = dimensionsOf(cell);
  const placed = (place: SpreadPlace): MadeUpPlace => ({
    ...place,
    row: String(cell.factors.row),
    seed: cell.seed,
    done: place.epoch / cell.epochs,
    dimension: dimensions.get(place.layer)!,
  });
  const isFirst = cell.seed === settings.seeds[0] && cell.factors.group === "table";
  const hasPictures = isFirst && settings.pictureCount > 0;
  const isShown = hasPictures && cell.factors.row === tableRows[0]!.id;
  return {
    layers: layerNames.map((layer) => ({ layer, dimension: dimensions.get(layer)! })),
    spreads: placesOf(cell, settings).map(({ withTwoNn, ...place }) =>
      spreadOf(placed(place), behaviour, withTwoNn),
    ),
    classes: classPlacesOf(cell, settings).map((place) => classSpreadOf(placed(place), behaviour)),
    pictures: hasPictures
      ? madeUpPictures(keptEpochs(cell.epochs), { count: settings.pictureCount, seed: cell.seed })
      : [],
    shown: isShown ? madeUpShown(settings.pictureCount) : null,
  };
}

const known = new Map<string, Map<LayerName, number>>();

/** Building a network takes longer than all else here. */
function dimensionsOf({ network, options }: Cell): Map<LayerName, number> {
  const key = JSON.stringify(options);
  const dimensions = known.get(key) ?? measuredDimensions(network, options);
  known.set(key, dimensions);
  return dimensions;
}

function measuredDimensions(network: string, options: Cell["options"]): Map<LayerName, number> {
  const { layers } = describeNetwork(makeNetwork(network, options));
  const sizes = new Map(
    layers.map(({ name, shape }) => [name, shape.reduce((size, length) => size * length, 1)]),
  );
  return new Map(layerNames.map((layer) => [layer, sizes.get(tapOf(layer))!]));
}

interface AskedPlace extends SpreadPlace {
  readonly withTwoNn: boolean;
}

/** Sample sizes, epochs, stages and training images, in this order. */
function placesOf(cell: Cell, settings: LatentSettings): AskedPlace[] {
  const sizes = sampleSizes(settings);
  const view = Math.min(settings.viewCount, sizes.at(-1)!);
  const ends = [0, cell.epochs];
  const [test, output] = ["test", "output"] as const;
  const bySize = ends.flatMap((epoch) =>
    sizes.flatMap((images) => eachLayer({ stage: output, part: test, epoch, images })),
  );
  const byEpoch = keptEpochs(cell.epochs).flatMap((epoch) =>
    eachLayer({ stage: output, part: test, epoch, images: view }).map((place) => ({
      ...place,
      withTwoNn: true,
    })),
  );
  const stages = stageNames.filter(
    (stage) =>
      stage === "convolution" || (stage === "normed" && cell.options.normalisation === "batch"),
  );
  const byStage = ends.flatMap((epoch) =>
    stages.flatMap((stage) =>
      eachLayer({ stage, part: test, epoch, images: view }).filter(({ layer }) => layer !== "gap"),
    ),
  );
  const train = keptEpochs(cell.epochs).flatMap((epoch) =>
    eachLayer({ stage: output, part: "train", epoch, images: view }),
  );
  const isAgain = ({ layer, epoch, images }: AskedPlace) =>
    byEpoch.some(
      (other) => other.layer === layer && other.epoch === epoch && other.images === images,
    );
  return [...bySize.filter((place) => !isAgain(place)), ...byEpoch, ...byStage, ...train];
}

function classPlacesOf(cell: Cell, settings: LatentSettings): SpreadPlace[] {
  const images = sampleSizes(settings).at(-1)!;
  return [0, cell.epochs].flatMap((epoch) =>
    eachLayer({ stage: "output", part: "test", epoch, images }).map(
      ({ withTwoNn: _, ...place }) => place,
    ),
  );
}

function eachLayer(place: Omit<SpreadPlace, "layer">): AskedPlace[] {
  return layerNames.map((layer) => ({ layer, ...place, withTwoNn: false }));
}

function sampleSizes({ sampleCount, testCount }: LatentSettings): number[] {
  const most = Math.min(sampleCount, testCount || cifarSummary.testCount);
  const sizes = [100, 200, 500, 1000, 2000, 5000, 10_000].filter((size) => size < most);
  return [...sizes, most];
}

/** How many times as many components another share of the variance takes as 70 %. */
const multiples = [0.3, 1, 2, 4.5, 9, 25];

function spreadOf(place: MadeUpPlace, behaviour: LatentBehaviour, withTwoNn: boolean): Spread {
  const { layer, stage, part, epoch, images } = place;
  const count = behaviour.count(place);
  return {
    ...{ layer, stage, part, epoch, images },
    components: count === null ? null : componentsOf(count, place),
    participationRatio: count === null ? null : 0.7 * count,
    twoNn: count === null || !withTwoNn ? null : 6 + 4 * Math.log(1 + count),
  };
}

function classSpreadOf(place: MadeUpPlace, behaviour: LatentBehaviour): ClassSpread {
  const { layer, stage, part, epoch, images } = place;
  const imagesOfClass = images / cifarSummary.classes.length;
  const count = behaviour.count({ ...place, images: imagesOfClass });
  return {
    ...{ layer, stage, part, epoch, images },
    within: count === null ? null : componentsOf(1.1 * count, { ...place, images: imagesOfClass }),
    byClass: cifarSummary.classes.map((_, label) => ({
      label,
      images: imagesOfClass,
      count: count === null ? null : Math.max(1, Math.round((0.9 + 0.05 * label) * count)),
    })),
    between: count === null ? null : varianceShares.map((_, at) => at + 2),
    betweenShare: count === null ? null : 0.05 + 0.08 * depthOf(layer) * place.done,
  };
}

function componentsOf(count: number, { images, dimension }: MadeUpPlace): number[] {
  const most = Math.min(images - 1, dimension);
  const counted = multiples.slice(0, countedShares(images).length);
  return counted.map((multiple) => Math.min(most, Math.max(1, Math.round(multiple * count))));
}
