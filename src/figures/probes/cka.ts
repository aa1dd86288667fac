import type { Figure } from "../figure.ts";
import { type MatrixCell, matrixMap } from "../matrixMap.ts";
import { readingCurves } from "./readingCurves.ts";
import type { ReadingRow, UntrainedRow } from "./readingLines.ts";
import { someOf } from "./someOf.ts";

/** Similarities of everything with everything, null where there is none. Shape: values [names, names] */
export interface SimilarityMap {
  readonly names: readonly string[];
  readonly values: readonly (readonly (number | null)[])[];
}

export interface CkaFigureOptions {
  readonly untrained: readonly UntrainedRow[];
  /** Layer × layer at each checkpoint, in the order of runs and epochs. */
  readonly layers: readonly (SimilarityMap & { readonly run: string; readonly epoch: number })[];
  /** Epoch × epoch. */
  readonly epochs: readonly (SimilarityMap & { readonly run: string; readonly layer: string })[];
  /** Run × run at an epoch; nothing where there is one run. */
  readonly runs:
    | {
        readonly epoch: number;
        readonly layers: readonly (SimilarityMap & { readonly layer: string })[];
      }
    | undefined;
  readonly subtitle: string;
}

/** More maps would take more than a page. */
const mostPanels = 4;
const words =
  "Debiased linear CKA: 1 where two arrange the images alike but for rotation and scale, about 0 where they have nothing in common; below 0 it has the colour of 0. Grey: no number.";
const scale = { valueLabel: "CKA", domain: [0, 1], digits: 2 } as const;

/** Layers with each other, over the epochs, and between runs. */
export async function ckaFigures(
  rows: readonly ReadingRow[],
  { untrained, layers, epochs, runs, subtitle }: CkaFigureOptions,
): Promise<Figure[]> {
  const before = "similarity to the layer before";
  const curves = await readingCurves(
    rows.filter(({ quantity }) => quantity === before),
    {
      id: "cka",
      bounds: { [before]: [Number.NEGATIVE_INFINITY, 1] },
      headline: "How much each layer leaves of the arrangement before it",
      caption:
        "Debiased linear CKA of each layer and the one before it: 1 where both arrange the images alike but for rotation and scale, about 0 where they have nothing in common.",
      subtitle,
      untrained: untrained.filter(({ quantity }) => quantity === before),
    },
  );
  return [
    ...(await layerMaps(layers, subtitle)),
    ...(await epochMaps(epochs, subtitle)),
    ...(await runMaps(runs, subtitle)),
    ...curves,
  ];
}

async function layerMaps(all: CkaFigureOptions["layers"], subtitle: string): Promise<Figure[]> {
  const own = all.filter(({ run }) => run === all[0]?.run).sort((a, b) => a.epoch - b.epoch);
  const ends = own.length > 1 ? [own[0]!, own.at(-1)!] : own;
  const cells = ends.flatMap((map) => cellsOf(map, `epoch ${map.epoch}`));
  if (cells.length === 0) return [];
  const figure = await matrixMap(cells, {
    ...scale,
    id: "cka-layers",
    title: "Which layers arrange the images alike",
    subtitle: withRun(subtitle, all),
    caption: `Each layer with each, at the first and the last epoch at which it was measured (0: initialisation). ${words}`,
    xLabel: "layer",
    yLabel: "layer",
  });
  return [figure];
}

async function epochMaps(all: CkaFigureOptions["epochs"], subtitle: string): Promise<Figure[]> {
  const own = all.filter(({ run, names }) => run === all[0]?.run && names.length > 1);
  const cells = someOf(own, mostPanels).flatMap((map) => cellsOf(map, map.layer));
  if (cells.length === 0) return [];
  const figure = await matrixMap(cells, {
    ...scale,
    id: "cka-epochs",
    title: "When each layer has found its arrangement",
    subtitle: withRun(subtitle, all),
    caption: `Some layers, first to last, each at every epoch with itself at every other. ${words}`,
    xLabel: "epoch",
    yLabel: "epoch",
  });
  return [figure];
}

async function runMaps(runs: CkaFigureOptions["runs"], subtitle: string): Promise<Figure[]> {
  const cells = someOf(runs?.layers ?? [], mostPanels).flatMap((map) => cellsOf(map, map.layer));
  if (!runs || cells.length === 0) return [];
  const figure = await matrixMap(cells, {
    ...scale,
    id: "cka-runs",
    title: "Whether several runs arrange the images alike",
    subtitle,
    caption: `Some layers, first to last, of each run with those of each other at epoch ${runs.epoch}, the last that all have. ${words}`,
    xLabel: "run",
    yLabel: "run",
  });
  return [figure];
}

function cellsOf({ names, values }: SimilarityMap, panel: string): MatrixCell[] {
  return names.flatMap((y, row) =>
    names.map((x, column) => ({ panel, x, y, value: values[row]![column]! })),
  );
}

/** Of several runs one is shown. */
function withRun(subtitle: string, all: readonly { readonly run: string }[]): string {
  const runs = new Set(all.map(({ run }) => run));
  return runs.size > 1 ? `${subtitle}. Run ${[...runs][0]}, the first of ${runs.size}` : subtitle;
}
