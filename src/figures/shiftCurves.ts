import type { Estimate } from "../core/statistics.ts";
import { loadCanvas } from "./canvas.ts";
import { estimateColumns, intervalNote } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, type SeriesFigureOptions } from "./figure.ts";
import { seriesChart } from "./seriesChart.ts";
import { percent } from "./text.ts";

/** Accuracy of one network on test images moved sideways. */
export interface SidewaysAccuracy {
  readonly network: string;
  /** Pixels to the right. */
  readonly dx: number;
  /** Fraction of right answers. */
  readonly accuracy: Estimate;
}

export interface ShiftCurvesOptions extends SeriesFigureOptions {
  /** Accuracy of guessing, drawn as a dotted line. */
  readonly chance?: number;
}

/** Accuracy against the sideways shift, one line a network. */
export async function shiftCurves(
  rows: readonly SidewaysAccuracy[],
  { chance, colourOrder, ...text }: ShiftCurvesOptions = {},
): Promise<Figure> {
  const canvas = await loadCanvas();
  const drawing = seriesChart(
    canvas,
    rows.map(({ network, dx, accuracy }) => ({ series: network, x: dx, y: accuracy })),
    {
      xLabel: "← left · pixels that the image is moved (dx) · right →",
      yLabel: "accuracy",
      yDomain: [0, 1],
      yFormat: "percent",
      colourOrder,
      ...(chance === undefined
        ? {}
        : { reference: { value: chance, label: `chance, ${percent(chance)}` } }),
    },
  );
  const defaults: FigureText = {
    id: "shift-curves",
    title: "Accuracy against the sideways shift",
    caption:
      "Percentage of right answers over test images moved sideways by whole pixels: mean over seeds, with a band for the 95% confidence interval of the mean (Student t).",
    subtitle: intervalNote(
      rows.map(({ accuracy }) => accuracy),
      "band",
    ),
  };
  const data = rows.map(({ network, dx, accuracy }) => ({
    network,
    dx,
    ...estimateColumns(accuracy),
  }));
  return figureOf({ ...defaults, ...text }, drawing, data);
}
