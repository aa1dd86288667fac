import type { Canvas } from "./canvas.ts";
import type { Drawing } from "./drawing.ts";
import { innerWidth } from "./figure.ts";
import { type LegendItem, legendDrawing } from "./legend.ts";
import { type StripKind, stripBand, stripMean, stripValues } from "./stripMarks.ts";

export interface StripLegendOptions {
  readonly kinds: readonly StripKind[];
  /** What one small mark is. */
  readonly valueLabel: string;
  /** How intervals were found; nothing where there is none. */
  readonly interval: string | undefined;
  /** The null distributions whose ranges are behind lines. */
  readonly references: readonly string[];
}

/** What the marks of comparisons beside null distributions mean. */
export function stripLegend(canvas: Canvas, options: StripLegendOptions): Drawing {
  const { kinds, valueLabel, interval, references } = options;
  const values: LegendItem = {
    label: valueLabel,
    marks: (x, y) =>
      kinds.flatMap((kind, at) => {
        const left = x + (kinds.length === 1 ? 0 : 14 * at - 7);
        return stripValues(
          canvas,
          kind,
          [-4, 4].map((dx) => ({ x: left + dx, y: y + dx / 2 })),
        );
      }),
  };
  const means = kinds.map(
    (kind): LegendItem => ({
      label: kind === "null" ? "mean of a null distribution" : "mean of what is compared",
      marks: (x, y) => stripMean(canvas, kind, { mean: x, low: null, high: null, y }),
    }),
  );
  const intervals = interval === undefined ? [] : [intervalItem(canvas, interval)];
  const bands = references.length === 0 ? [] : [bandItem(canvas, references)];
  return legendDrawing(canvas, [values, ...means, ...intervals, ...bands], innerWidth);
}

function intervalItem(canvas: Canvas, interval: string): LegendItem {
  return {
    label: `95% confidence interval (${interval})`,
    marks: (x, y) => {
      const ends = { low: x - 12, high: x + 12 };
      return stripMean(canvas, "compared", { mean: Number.NaN, ...ends, y });
    },
  };
}

function bandItem(canvas: Canvas, references: readonly string[]): LegendItem {
  const [first, ...others] = references;
  return {
    label:
      others.length === 0
        ? `range of “${first}”`
        : "range of the null distribution that the line is compared with",
    marks: (x, y) => stripBand(canvas, [x - 10, x + 10], { y1: y - 8, y2: y + 8 }),
  };
}
