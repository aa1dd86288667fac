import type { Estimate } from "../core/statistics.ts";
import { loadCanvas } from "./canvas.ts";
import { estimateColumns, intervalNote } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, type SeriesFigureOptions } from "./figure.ts";
import { seriesChart } from "./seriesChart.ts";

/** How often a network answers an image and its moved copy alike, right or wrong. */
export interface Agreement {
  readonly network: string;
  /** Length of the shift in pixels. */
  readonly distance: number;
  /** Fraction of images with the same answer before and after. */
  readonly agreement: Estimate;
}

/** Consistency of predictions against the length of the shift, one line a network. */
export async function consistency(
  rows: readonly Agreement[],
  { colourOrder, ...text }: SeriesFigureOptions = {},
): Promise<Figure> {
  const canvas = await loadCanvas();
  const drawing = seriesChart(
    canvas,
    rows.map(({ network, distance, agreement }) => ({
      series: network,
      x: distance,
      y: agreement,
    })),
    {
      xLabel: "pixels that the image is moved",
      yLabel: "same answer as without the shift",
      yDomain: [0, 1],
      yFormat: "percent",
      colourOrder,
    },
  );
  const defaults: FigureText = {
    id: "consistency",
    title: "How often the answer stays the same when the image moves",
    caption:
      "Percentage of test images that get the same answer, right or wrong, before and after being moved: mean over seeds, with a band for the 95% confidence interval of the mean (Student t).",
    subtitle: intervalNote(
      rows.map(({ agreement }) => agreement),
      "band",
    ),
  };
  const data = rows.map(({ network, distance, agreement }) => ({
    network,
    distance,
    ...estimateColumns(agreement),
  }));
  return figureOf({ ...defaults, ...text }, drawing, data);
}
