import type { Markish } from "@observablehq/plot";
import type { Canvas } from "./canvas.ts";
import { type Drawing, fontSize, marksDrawing, textAt } from "./drawing.ts";
import { percent, textWidth } from "./text.ts";
import { colours } from "./theme.ts";

/** One entry of a legend: words, and the marks they explain, drawn around the point (x, y). */
export interface LegendItem {
  readonly label: string;
  readonly marks: (x: number, y: number) => Markish[];
}

const rowHeight = 20;
const swatchWidth = 34;
const itemGap = 22;

/** Entries from left to right, going on in the next row where one would pass `width`. */
export function legendDrawing(
  canvas: Canvas,
  items: readonly LegendItem[],
  width: number,
): Drawing {
  let left = 0;
  let row = 0;
  const marks = items.flatMap((item) => {
    const itemWidth = swatchWidth + textWidth(item.label, fontSize);
    if (left > 0 && left + itemWidth > width) {
      left = 0;
      row++;
    }
    const y = (row + 0.5) * rowHeight;
    const x = left;
    left += itemWidth + itemGap;
    return [
      ...item.marks(x + (swatchWidth - 7) / 2, y),
      canvas.Plot.text([item.label], { x: [x + swatchWidth], y: [y], textAnchor: "start" }),
    ];
  });
  return marksDrawing(canvas, marks, { width, height: (row + 1) * rowHeight });
}

/** The colours of percentages from 0 to 100, with a tick at every twenty. */
export function percentRamp(canvas: Canvas, label: string): Drawing {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, text: percent(at) }));
  return colourRamp(label, percentColours(canvas), ticks);
}

/** A strip of all colours of a scale, from its low end at 0 to its high end at 1. */
export function colourRamp(
  label: string,
  colourOf: (at: number) => string,
  ticks: readonly { readonly at: number; readonly text: string }[],
): Drawing {
  const width = 220;
  const height = 10;
  const x = Math.ceil(textWidth(label, fontSize)) + 14;
  const steps = Array.from({ length: width / 2 }, (_, step) => (step + 0.5) / (width / 2));
  // Each step reaches under the next: no light shows between them.
  const ramp = steps.map((at, step) => {
    const place = `x="${x + 2 * step}" y="2" width="${step === steps.length - 1 ? 2 : 3}"`;
    return `<rect ${place} height="${height}" fill="${colourOf(at)}"/>`;
  });
  const numbers = ticks.map(({ at, text }) =>
    textAt(x + at * width, height + 15, text, { size: 11, anchor: "middle" }),
  );
  return {
    width: x + width + 20,
    height: height + 22,
    body: [textAt(0, height + 1, label, { colour: colours.soft }), ...ramp, ...numbers].join(""),
  };
}

/** The colour of a fraction, the same in every figure: viridis from 0 to 1. */
export function percentColours(canvas: Canvas): (fraction: number) => string {
  const scale = canvas.Plot.scale({ color: { scheme: "viridis", domain: [0, 1], clamp: true } });
  return (fraction) => scale.apply(fraction);
}
