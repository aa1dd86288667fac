import type { Canvas } from "./canvas.ts";
import type { Drawing } from "./drawing.ts";
import { estimateItem, seedsItem } from "./estimateMarks.ts";
import { innerWidth } from "./figure.ts";
import { type LegendItem, legendDrawing } from "./legend.ts";
import { colours, type SeriesStyle } from "./theme.ts";

export interface ComparisonLegendOptions {
  readonly conditions: readonly { readonly label: string; readonly style: SeriesStyle }[];
  readonly hasPaper: boolean;
  /** Whether the paper's values lie on bands. */
  readonly hasTolerance: boolean;
  readonly hasSeeds: boolean;
}

/** What the marks of the comparison with a paper mean. */
export function comparisonLegend(
  canvas: Canvas,
  { conditions, hasPaper, hasTolerance, hasSeeds }: ComparisonLegendOptions,
): Drawing {
  const { Plot } = canvas;
  const ours = conditions.map(({ label, style }) => estimateItem(canvas, label, style));
  const diamond = { symbol: "diamond", r: 7, stroke: colours.ink, strokeWidth: 1.5 } as const;
  const paper: LegendItem = {
    label: hasTolerance ? "the paper ± tolerance" : "the paper",
    marks: (x, y) => [
      Plot.rect(hasTolerance ? [0] : [], {
        x1: [x - 13],
        x2: [x + 13],
        y1: [y - 8],
        y2: [y + 8],
        fill: colours.faint,
      }),
      Plot.dot([0], { x: [x], y: [y], ...diamond }),
    ],
  };
  const items = [...ours, ...(hasPaper ? [paper] : []), ...(hasSeeds ? [seedsItem(canvas)] : [])];
  return legendDrawing(canvas, items, innerWidth);
}
