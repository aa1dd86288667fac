import type { Markish } from "@observablehq/plot";
import type { Canvas } from "./canvas.ts";
import type { Drawing } from "./drawing.ts";
import { innerWidth } from "./figure.ts";
import { legendDrawing } from "./legend.ts";
import { colours } from "./theme.ts";

/** Added to a caption where there are red ticks. */
export const alarmSentence = " Red ticks mark values that are not a finite number.";

/** Red ticks that rise from the x axis where a value is NaN or infinite: what cannot be drawn is not left out. */
export function alarmTicks<Row>(
  { Plot }: Canvas,
  rows: readonly Row[],
  { x, dx = 0 }: { readonly x: (row: Row) => string | number; readonly dx?: number },
): Markish {
  return Plot.vector(rows, {
    x,
    dx,
    frameAnchor: "bottom",
    anchor: "start",
    length: 14,
    shape: { draw: (path, length) => path.rect(-1, -length, 2, length) },
    fill: colours.alarm,
    stroke: "none",
  });
}

/** Says in words what the red ticks stand for; nothing where there are none. */
export function alarmLegend(canvas: Canvas, places: readonly string[]): Drawing[] {
  if (places.length === 0) return [];
  const items = places.map((place) => ({
    label: `NaN or infinite: ${place}`,
    marks: (x: number, y: number) => [
      canvas.Plot.link([0], {
        x: [x],
        y1: [y - 7],
        y2: [y + 7],
        stroke: colours.alarm,
        strokeWidth: 2,
      }),
    ],
  }));
  return [legendDrawing(canvas, items, innerWidth)];
}
