import type { Canvas } from "./canvas.ts";
import type { Drawing } from "./drawing.ts";
import { innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import { legendDrawing } from "./legend.ts";
import { type SeriesStyle, seriesStyle } from "./theme.ts";

/** How many classes have a look of their own. */
export const mostClasses = 10;

/**
 * The looks of the commonest classes, in the order of their labels; equally common ones go by the label. Where there are
 * few classes, each looks the same whichever of them are present.
 */
export function classStyles(
  labels: ArrayLike<number>,
  classes: readonly string[],
): ReadonlyMap<number, SeriesStyle> {
  const counts = groupBy(Array.from(labels), String);
  const commonest = [...counts]
    .map(([label, own]) => ({ label: Number(label), count: own.length }))
    .sort((a, b) => b.count - a.count || a.label - b.label)
    .slice(0, mostClasses)
    .map(({ label }) => label)
    .sort((a, b) => a - b);
  const isFew = classes.length <= mostClasses;
  return new Map(commonest.map((label, at) => [label, seriesStyle(isFew ? label : at)]));
}

/** The classes that have looks, with their names. */
export function classLegend(
  canvas: Canvas,
  styles: ReadonlyMap<number, SeriesStyle>,
  classes: readonly string[],
): Drawing {
  const items = [...styles].map(([label, { colour, symbol }]) => ({
    label: className(label, classes),
    marks: (x: number, y: number) => [
      canvas.Plot.dot([0], { x: [x + 6], y: [y], r: 4, symbol, fill: colour }),
    ],
  }));
  return legendDrawing(canvas, items, innerWidth);
}

/** The name of a class, or its label where it has none. */
export function className(label: number, classes: readonly string[]): string {
  return classes[label] ?? String(label);
}
