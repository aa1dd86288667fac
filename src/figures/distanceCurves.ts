import type { Estimate } from "../core/statistics.ts";
import { loadCanvas } from "./canvas.ts";
import { estimateColumns, intervalNote } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, type SeriesFigureOptions } from "./figure.ts";
import { seriesChart } from "./seriesChart.ts";

/** How many of the pairs a network gets right whose second digit is so far from the first. */
export interface DistanceAccuracy {
  readonly network: string;
  /** Second digit less the first. */
  readonly distance: number;
  /** Fraction of right answers. */
  readonly accuracy: Estimate;
}

/** Accuracy against how far the second digit of a pair is from the first, one line a network. */
export async function distanceCurves(
  rows: readonly DistanceAccuracy[],
  { colourOrder, ...text }: SeriesFigureOptions = {},
): Promise<Figure> {
  const canvas = await loadCanvas();
  const drawing = seriesChart(
    canvas,
    rows.map(({ network, distance, accuracy }) => ({ series: network, x: distance, y: accuracy })),
    {
      xLabel: "← falling · second digit less the first (b − a) · rising →",
      yLabel: "accuracy",
      yDomain: [0, 1],
      yFormat: "percent",
      colourOrder,
    },
  );
  const defaults: FigureText = {
    id: "distance-curves",
    title: "Accuracy against the distance between the two digits",
    caption:
      "Percentage of right answers to the test pairs whose second digit is so far from the first: mean over seeds, with a band for the 95% confidence interval of the mean (Student t). Pairs of great distances are fewer: 0 and 9 are the only digits that are 9 apart.",
    subtitle: intervalNote(
      rows.map(({ accuracy }) => accuracy),
      "band",
    ),
  };
  const data = rows.map(({ network, distance, accuracy }) => ({
    network,
    distance,
    ...estimateColumns(accuracy),
  }));
  return figureOf({ ...defaults, ...text }, drawing, data);
}
