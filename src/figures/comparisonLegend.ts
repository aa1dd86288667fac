import type { Canvas } from "./canvas.ts";
import type { Drawing } from "./drawing.ts";
import { innerWidth } from "./figure.ts";
import { type LegendItem, legendDrawing } from "./legend.ts";
import { colours, type SeriesStyle } from "./theme.ts";

export interface ComparisonLegendOptions {
  readonly conditions: readonly { readonly label: string; readonly style: SeriesStyle }[];
  readonly hasPaper: boolean;
  readonly hasSeeds: boolean;
}

/** What the marks of the comparison with a paper mean. */
export function comparisonLegend(
  canvas: Canvas,
  { conditions, hasPaper, hasSeeds }: ComparisonLegendOptions,
): Drawing {
  const { Plot } = canvas;
  const at = (x: number, y: number) => ({ x: [x], y: [y] });
  const ours = conditions.map(
    ({ label, style: { colour, symbol } }): LegendItem => ({
      label,
      marks: (x, y) => [
        Plot.link([0], { x1: [x - 12], x2: [x + 12], y: [y], stroke: colour, strokeWidth: 3 }),
        Plot.dot([0], { ...at(x, y), r: 5.5, symbol, fill: colour }),
      ],
    }),
  );
  const diamond = { symbol: "diamond", r: 7, stroke: colours.ink, strokeWidth: 1.5 } as const;
  const paper: LegendItem = {
    label: "the paper ± tolerance",
    marks: (x, y) => [
      Plot.rect([0], { x1: [x - 13], x2: [x + 13], y1: [y - 8], y2: [y + 8], fill: colours.faint }),
      Plot.dot([0], { ...at(x, y), ...diamond }),
    ],
  };
  const seeds: LegendItem = {
    label: "single seeds",
    marks: (x, y) =>
      [-6, -2, 5].map((dx) =>
        Plot.link([0], { x: [x + dx], y1: [y - 4], y2: [y + 4], stroke: colours.ink }),
      ),
  };
  const items = [...ours, ...(hasPaper ? [paper] : []), ...(hasSeeds ? [seeds] : [])];
  return legendDrawing(canvas, items, innerWidth);
}
