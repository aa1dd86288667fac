import { parseTransforms } from "../../data/transforms/parseTransforms.ts";
import { plainRecipe } from "../../train/recipe.ts";
import type { GivenOptions } from "../../zoo/options.ts";
import type { Cell } from "../study.ts";
import type { LatentSettings } from "./settings.ts";

/**
 * What a training is for: the source's four networks, or to see whether it is the training or the architecture that
 * spreads the data.
 *
 * @source Dai & Jin'no: `table`; the others are ours
 */
export type Group = "table" | "shuffled" | "normalisation";

/** One training of each seed. */
export interface Row {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  readonly layout: "standard" | "equal-from-c3" | "equal-from-c4";
  /** Channels in times those of No. 1; as many where nothing is said. */
  readonly widths?: number;
  /** Where it is not that of the others. */
  readonly normalisation?: LatentSettings["normalisation"];
}

/** The networks of the source's figures 3 and 4, in its order. */
export const tableRows: readonly Row[] = [
  { id: "no1", group: "table", title: "No. 1", layout: "standard" },
  { id: "no2", group: "table", title: "No. 2, half the channels", layout: "standard", widths: 0.5 },
  { id: "no3", group: "table", title: "No. 3, equal from c3", layout: "equal-from-c3" },
  { id: "no4", group: "table", title: "No. 4, equal from c4", layout: "equal-from-c4" },
];

/** All trainings that a seed takes. */
export function rowsOf({ controls, normalisation }: LatentSettings): readonly Row[] {
  return controls === "yes" ? [...tableRows, ...controlRows(normalisation)] : tableRows;
}

function controlRows(normalisation: LatentSettings["normalisation"]): readonly Row[] {
  const other = normalisation === "batch" ? "none" : "batch";
  const without = other === "none" ? "without batch norm" : "with batch norm";
  return [
    { id: "no1-shuffled", group: "shuffled", title: "No. 1, shuffled labels", layout: "standard" },
    {
      id: `no1-${other}`,
      group: "normalisation",
      title: `No. 1, ${without}`,
      layout: "standard",
      normalisation: other,
    },
  ];
}

/** Every row with every seed; all rows of one seed before the next seed. */
export function latentCells(settings: LatentSettings): Cell[] {
  return settings.seeds.flatMap((seed) =>
    rowsOf(settings).map((row) => cellOf(row, seed, settings)),
  );
}

/** Without batch norm, networks learn less at the rate that is good with it: docs/networks.md has the losses. */
const slower = { batch: 1, none: 5 } as const;

/** The largest learning rate of networks with or without batch norm. */
export function rateOf(
  { learningRate }: LatentSettings,
  normalisation: LatentSettings["normalisation"],
): number {
  return learningRate / slower[normalisation];
}

function cellOf(row: Row, seed: number, settings: LatentSettings): Cell {
  const { momentum, weightDecay, epochs, batchSize, augment } = settings;
  const { id, group, title, layout, widths = 1 } = row;
  const width = Math.max(1, Math.round(settings.width * widths));
  const { normalisation = settings.normalisation } = row;
  const options: GivenOptions = { width, layout, normalisation };
  return {
    id: `${id}-s${seed}`,
    network: "sixconv",
    options,
    seed,
    learningRate: rateOf(settings, normalisation),
    momentum,
    recipe: { ...plainRecipe, schedule: "cosine", weightDecay },
    epochs,
    batchSize,
    ...(augment === "yes" ? { augment: parseTransforms("crop:4,flip") } : {}),
    cost: widths,
    factors: { row: id, group, title },
  };
}
