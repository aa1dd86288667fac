import type { Estimate } from "../core/statistics.ts";
import { loadCanvas } from "./canvas.ts";
import { averageOf, estimateColumns, seedsNote } from "./estimates.ts";
import { type Figure, type FigureText, figureOf } from "./figure.ts";
import { percentHeatmap } from "./heatmap.ts";
import { percent } from "./text.ts";

/** Accuracy of one network, or on one class, over test images moved by (dx, dy) pixels. */
export interface ShiftAccuracy {
  readonly panel: string;
  /** Pixels to the right. */
  readonly dx: number;
  /** Pixels down. */
  readonly dy: number;
  /** Fraction of right answers. */
  readonly accuracy: Estimate;
}

/** Accuracy over the plane of shifts, one panel a network or class; the unmoved cell is framed. */
export async function shiftHeatmap(
  cells: readonly ShiftAccuracy[],
  text: Partial<FigureText> = {},
): Promise<Figure> {
  const canvas = await loadCanvas();
  const drawing = percentHeatmap(
    canvas,
    cells.map(({ panel, dx, dy, accuracy }) => ({ panel, x: dx, y: dy, share: accuracy })),
    {
      xLabel: "pixels to the right (dx)",
      yLabel: "pixels down (dy)",
      rampLabel: "accuracy",
      panelNote: (panel) => `mean ${percent(averageOf(panel.map(({ share }) => share)).mean)}`,
      frameOf: () => ({ x: 0, y: 0 }),
    },
  );
  const defaults: FigureText = {
    id: "shift-heatmap",
    title: "Accuracy on images moved by whole pixels",
    caption:
      "Percentage of right answers over test images moved by whole pixels: columns to the right, rows down. The framed cell is the accuracy without a shift; beside each name stands the mean over all shifts.",
    subtitle: seedsNote(cells.map(({ accuracy }) => accuracy)),
  };
  const data = cells.map(({ panel, dx, dy, accuracy }) => ({
    panel,
    dx,
    dy,
    ...estimateColumns(accuracy),
  }));
  return figureOf({ ...defaults, ...text }, drawing, data);
}
