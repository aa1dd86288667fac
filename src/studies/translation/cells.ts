import { parseTransforms } from "../../data/transforms/parseTransforms.ts";
import type { GivenOptions } from "../../zoo/options.ts";
import type { Cell } from "../study.ts";
import type { TranslationSettings } from "./settings.ts";

/**
 * Which question a training serves: the source's table, its biased training set, or what it did not try.
 *
 * @source Tanaka 2024: `table` and `biased`; the others are ours
 */
export type Group = "table" | "biased" | "longer" | "random-shifts" | "pooling" | "circular";

interface Row {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  readonly network: string;
  readonly options?: GivenOptions;
  /** How many times as long it is trained. */
  readonly lengths?: number;
}

/** The networks of the source's table 1, in its order. */
export const tableRows: readonly Row[] = [
  { id: "lenet5", group: "table", title: "LeNet-5", network: "lenet5" },
  { id: "mlp", group: "table", title: "Multilayer perceptron", network: "mlp" },
  { id: "lenet5-full", group: "table", title: "Symmetrical LeNet-5", network: "lenet5-full" },
  { id: "pooled-mlp", group: "table", title: "Pooled perceptron", network: "pooled-mlp" },
];

const biasedRow: Row = {
  id: "biased",
  group: "biased",
  title: "LeNet-5, biased training set",
  network: "lenet5",
};

/** The two networks that the source finds far apart when moved. */
export const apartRows = ["lenet5", "lenet5-full"];

const beyondRows: readonly Row[] = [
  ...[2, 4].flatMap((lengths) =>
    tableRows
      .filter(({ id }) => apartRows.includes(id))
      .map((row): Row => ({ ...row, id: `${row.id}-longer${lengths}`, group: "longer", lengths })),
  ),
  ...tableRows.map(
    (row): Row => ({ ...row, id: `${row.id}-shifted-training`, group: "random-shifts" }),
  ),
  {
    id: "lenet5-max",
    group: "pooling",
    title: "LeNet-5, max pooling",
    network: "lenet5",
    options: { subsampling: "max" },
  },
  {
    id: "lenet5-blur",
    group: "pooling",
    title: "LeNet-5, blur pooling",
    network: "lenet5",
    options: { subsampling: "blur" },
  },
  {
    id: "lenet5-circular",
    group: "circular",
    title: "Circular LeNet-5",
    network: "lenet5",
    options: { padding: "circular" },
    // Averaging over all positions leaves little to learn from at first.
    lengths: 4,
  },
];

/** Series in the order that gives each its colour, the same in every figure. */
export const seriesOrder = [
  ...tableRows.map(({ title }) => title),
  "LeNet-5, max pooling",
  "LeNet-5, blur pooling",
  "Circular LeNet-5",
  "LeNet-5, random shifts",
];

/** Every row with every seed; all rows of one seed before the next seed. */
export function translationCells(settings: TranslationSettings): Cell[] {
  const { seeds, learningRate, momentum, epochs, batchSize, shift, shiftDown } = settings;
  const reach = Math.max(shift, shiftDown);
  const rows = [...tableRows, biasedRow, ...(settings.beyond === "yes" ? beyondRows : [])];
  return seeds.flatMap((seed) =>
    rows.map(({ id, group, title, network, options = {}, lengths = 1 }) => ({
      id: `${id}-s${seed}`,
      network,
      options,
      seed,
      learningRate,
      momentum,
      epochs: epochs * lengths,
      batchSize,
      ...(group === "random-shifts" && reach > 0
        ? { augment: parseTransforms(`translate:by=${reach}`) }
        : {}),
      factors: { row: id, group, title },
    })),
  );
}

/** What a cell's images are moved by: the circular network is asked circular shifts, for which it was built. */
export function shiftModeOf(cell: Cell, settings: TranslationSettings): "zero" | "circular" {
  return cell.factors.group === "circular" ? "circular" : settings.mode;
}
