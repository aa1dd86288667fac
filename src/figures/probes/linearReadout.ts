import type { Figure } from "../figure.ts";
import { percent } from "../text.ts";
import { depthCurves } from "./depthCurves.ts";
import { emptinessOf, readingCurves } from "./readingCurves.ts";
import type { ReadingRow, UntrainedRow } from "./readingLines.ts";

export interface ReadoutFigureOptions {
  /** Which images it was tested on. */
  readonly part: string;
  readonly count: number;
  readonly fitCount: number;
  readonly positions: "mean" | "flatten";
  readonly target: string;
  readonly untrained?: readonly UntrainedRow[];
}

/** What a linear classifier reads out of each layer: over the layers at several epochs, and over the epochs. */
export async function linearReadoutFigures(
  rows: readonly ReadingRow[],
  { part, count, fitCount, positions, target, untrained = [] }: ReadoutFigureOptions,
): Promise<Figure[]> {
  const what = target === "label" ? "the label" : `“${target}”`;
  const tested = rows.filter(({ quantity }) => quantity === "readout accuracy");
  const hasChance = tested.some(({ chance }) => chance);
  const number = (images: number, of: string) =>
    `${images === 0 ? "all" : images.toLocaleString("en-US")} ${of}`;
  const features =
    positions === "mean" ? "the mean over positions of each channel" : "all positions";
  const subtitle = `${number(count, `${part} images`)}; fitted to ${number(fitCount, "training images")}, reading ${features}`;
  const depth = await depthCurves(tested, {
    id: "linear-readout-depth",
    title: titleOf(tested, what),
    subtitle,
    caption: `Share of images that a linear classifier (multinomial logistic regression) gives the right ${target}, which looks at one layer alone, from the first layer at the left to the last at the right; a line an epoch, 0 being the initialisation. Shaded: 95% interval, of one run by Wilson's formula, of several over seeds. Grey: from the least to the greatest of networks with fresh random parameters.${hasChance ? " Between the dotted lines: the same with permuted labels." : ""}`,
    yLabel: `accuracy of the readout of ${what}`,
    format: "percent",
    untrained: untrained.filter(({ quantity }) => quantity === "readout accuracy"),
  });
  const overEpochs = await readingCurves(rows, {
    id: "linear-readout",
    subtitle,
    untrained,
    headlines: {
      "readout accuracy": `How much of ${what} can be read out of each layer`,
      "fit accuracy": "How many of the images that it was fitted to a classifier gets right",
    },
    captions: {
      "readout accuracy": `Share of other images that the classifier of a layer gives the right ${target}.`,
      "fit accuracy": `Share of the images that the classifier was fitted to that it gives the right ${target}: far above the readout accuracy, it has overfitted.`,
    },
    formats: { "readout accuracy": "percent", "fit accuracy": "percent" },
  });
  return emptinessOf(tested) ? overEpochs : [depth, ...overEpochs];
}

/** The layer that most can be read out of at the end. */
function titleOf(rows: readonly ReadingRow[], what: string): string {
  const last = Math.max(...rows.map(({ epoch }) => epoch));
  const runs = new Set(rows.map(({ run }) => run));
  const known = rows.flatMap((row) =>
    row.epoch === last && row.value !== null ? [{ ...row, value: row.value }] : [],
  );
  const best = known.reduce(
    (most, row) => (row.value > most.value ? row : most),
    known[0] ?? { value: Number.NaN, layer: "" },
  );
  if (runs.size > 1 || known.length === 0)
    return `How much of ${what} each layer tells a linear classifier`;
  return `${best.layer} tells a linear classifier most of ${what}: ${percent(best.value, 1)} at epoch ${last}`;
}
