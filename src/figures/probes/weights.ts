import type { Estimate } from "../../core/statistics.ts";
import { loadCanvas } from "../canvas.ts";
import { seedsNote } from "../estimates.ts";
import { type Figure, figureOf } from "../figure.ts";
import { seriesChart } from "../seriesChart.ts";
import { curvePanels } from "./curvePanels.ts";
import { epochAxis } from "./epochAxis.ts";
import { readingCurves } from "./readingCurves.ts";
import { type ReadingRow, readingLines, type UntrainedRow } from "./readingLines.ts";
import { readingData } from "./readingWords.ts";
import { type EpochSpectra, firstAndLastSpectra } from "./spectra.ts";

export interface WeightFigureOptions {
  readonly untrained: readonly UntrainedRow[];
  /** Singular values as shares of the largest, largest first. */
  readonly spectra: readonly EpochSpectra[];
  readonly subtitle: string;
}

/** More lines would hide each other. */
const mostLines = 7;
/** Decimal logarithm of the update ratio that is commonly aimed at. */
const usualRatio = -3;

/** Matrices of weights over the epochs, and their singular values; vectors such as biases are in the numbers alone. */
export async function weightFigures(
  rows: readonly ReadingRow[],
  { untrained, spectra, subtitle }: WeightFigureOptions,
): Promise<Figure[]> {
  const matrices = new Set(
    rows.flatMap(({ quantity, layer }) => (quantity === "effective rank" ? [layer] : [])),
  );
  const shown = rows.filter(({ layer }) => matrices.size === 0 || matrices.has(layer));
  const curves = await readingCurves(
    shown.filter(({ quantity }) => ["norm", "stable rank", "effective rank"].includes(quantity)),
    {
      id: "weights",
      untrained,
      headlines: {
        norm: "How large the weights of each layer are",
        "stable rank": "Over how many directions each layer spreads its weights (stable rank)",
        "effective rank": "How many directions each layer uses (effective rank)",
      },
      captions: {
        norm: "Norm: root of the sum of the squared weights.",
        "stable rank":
          "Stable rank: sum of the squared singular values divided by the largest of them; 1 where all weights lie along one direction, as many as there are directions where all are alike.",
        "effective rank":
          "Effective rank: exponential of the entropy of the singular values as shares of their sum; small singular values count more than in the stable rank.",
      },
    },
  );
  return [...(await updateFigures(shown, subtitle)), ...curves, ...(await spectrumFigure(spectra))];
}

async function updateFigures(rows: readonly ReadingRow[], subtitle: string): Promise<Figure[]> {
  const ratios = rows.filter(({ quantity }) => quantity === "update ratio");
  const logarithms = ratios.map(({ value, low: _low, high: _high, ...row }) => ({
    ...row,
    quantity: "update ratio, decimal logarithm",
    value: value === null || value === 0 ? null : Math.log10(value),
    reason: value === 0 ? "there is no gradient" : row.reason,
  }));
  if (!logarithms.some(({ value }) => value !== null)) return [];
  const caption =
    "How far one step of plain gradient descent would move each matrix of weights: learning rate times norm of the gradient over norm of the weights, as a decimal logarithm.";
  const guide =
    "A thousandth (−3) is commonly taken for a good pace, a hundredth (−2) for a rash one.";
  const lines = readingLines(logarithms);
  if (lines.length > mostLines) {
    return readingCurves(logarithms, { id: "weights", subtitle, caption: `${caption} ${guide}` });
  }
  const canvas = await loadCanvas();
  const points = lines.flatMap(({ name, points }) =>
    points.map(({ epoch, y }): { series: string; x: number; y: Estimate } => ({
      series: name,
      x: epoch,
      // The bands of many lines would hide all of them.
      y: { ...y, low: null, high: null },
    })),
  );
  const { xLabel, xScale } = epochAxis(points.map(({ x }) => x));
  const drawing = seriesChart(canvas, points, {
    xLabel,
    xScale,
    yLabel: "log10 of update / weights",
    yFormat: "number",
    reference: { value: usualRatio, label: "a thousandth" },
  });
  const text = {
    id: "weights-update-ratio",
    title: "How far a step moves the weights of each layer",
    subtitle: `${subtitle}. ${seedsNote(points.map(({ y }) => y))}`,
    caption: `${caption} Dotted: a thousandth. ${guide}`,
  };
  return [figureOf(text, drawing, readingData(ratios, []))];
}

async function spectrumFigure(all: readonly EpochSpectra[]): Promise<Figure[]> {
  const shown = firstAndLastSpectra(all);
  if (shown.length === 0) return [];
  const curves = shown.map(({ layer, series, values }) => ({
    panel: layer,
    series,
    xs: values.map((_, at) => (at + 0.5) / values.length),
    ys: values,
  }));
  const figure = await curvePanels(curves, {
    id: "weights-spectra",
    title: "How the weights of each layer are shared out over directions",
    caption:
      "Singular values of each matrix of weights (outputs by all that each of them sees), from the largest to the smallest, as shares of the largest; at the first and the last epoch at which they were measured. A curve that falls steeply uses few directions.",
    xLabel: "directions",
    yLabel: "of the largest",
    xScale: "linear",
    xFormat: "percent",
  });
  return [figure];
}
