import { type Canvas, loadCanvas } from "./canvas.ts";
import { type Drawing, grid, stack } from "./drawing.ts";
import { estimateColumns, intervalNote } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import { type LegendItem, legendDrawing } from "./legend.ts";
import { linePanel } from "./linePanel.ts";
import { type PanelAxes, type PanelLimit, type PanelPoint, panelDashes } from "./panelPoint.ts";
import { colours, type SeriesStyle, seriesStyles } from "./theme.ts";

export interface LinePanelsOptions extends FigureText, PanelAxes {
  /** Which data; how many seeds there are stands behind it. */
  readonly subtitle?: string;
  /** Beside the axis of the first panel of a row. Without it panels say what they show, and each has an axis of its own. */
  readonly yLabel?: string;
  readonly columns: number;
  /** In pixels. */
  readonly height?: number;
  readonly limits?: readonly PanelLimit[];
  /** Whether numbers are the same whatever the seed: then no number of seeds is told. */
  readonly isExact?: boolean;
  /** All series of a report, so that each looks alike in all figures. */
  readonly seriesOrder?: readonly string[];
  /** What panels, series and x are called in the data. */
  readonly names: { readonly panel: string; readonly series: string; readonly x: string };
}

const columnGap = 18;
const usualHeight = 220;

/**
 * Estimates as lines in charts side by side, with bars for their intervals over names and bands over numbers. Lines over
 * names stand a little beside each other, so that equal ones can be seen.
 *
 * @throws {RangeError} when there is no point
 */
export async function linePanels(
  points: readonly PanelPoint[],
  options: LinePanelsOptions,
): Promise<Figure> {
  const canvas = await loadCanvas();
  const { columns, height = usualHeight, yLabel, limits = [], level, seriesOrder } = options;
  const present = new Set(points.map(({ series }) => series));
  const dealt = seriesStyles([...present], seriesOrder);
  const styles = new Map([...dealt].filter(([name]) => present.has(name)));
  const ofPanel = (name: string) => limits.filter(({ panel = name }) => panel === name);
  const panels = [...groupBy(points, ({ panel }) => panel)].map(([name, own], at) =>
    linePanel(canvas, own, {
      ...options,
      name,
      // On a common axis panels can be compared at a glance.
      all: yLabel === undefined ? own : points,
      limits: ofPanel(name),
      allLimits: yLabel === undefined ? ofPanel(name) : limits,
      styles,
      yLabel: at % columns === 0 ? yLabel : undefined,
      width: (innerWidth - (columns - 1) * columnGap) / columns,
      height,
    }),
  );
  const others = [
    ...(level ? [{ label: level.label, dash: panelDashes.level }] : []),
    ...[...new Set(limits.map(({ label }) => label))].map((label) => {
      return { label, dash: panelDashes.limit };
    }),
  ];
  const legend = legendOf(canvas, styles, others);
  const { id, title, caption } = options;
  return figureOf(
    { id, title, caption, subtitle: subtitleOf(points, options) },
    stack([legend, grid(panels, { columns, columnGap, rowGap: 12 })], 8),
    dataOf(points, options),
  );
}

/** What is given, and over how many seeds. */
function subtitleOf(
  points: readonly PanelPoint[],
  { subtitle, xScale, yScale, isExact = false }: LinePanelsOptions,
): string {
  const known = points.map(({ y }) => y).filter(({ n }) => n > 0 && !isExact);
  const isCut = yScale === "logarithmic" && known.some(({ low }) => low !== null && low <= 0);
  const interval = intervalNote(known, xScale === "names" ? "bar" : "band");
  const note = isCut ? `${interval}, cut off where it reaches 0` : interval;
  return [...(subtitle ? [subtitle] : []), ...(known.length > 0 ? [note] : [])].join(". ");
}

function dataOf(points: readonly PanelPoint[], { names }: LinePanelsOptions) {
  return points.map(({ panel, series, x, y }) => ({
    [names.panel]: panel,
    [names.series]: series,
    [names.x]: x,
    ...estimateColumns(y),
  }));
}

/** What a line in a legend looks like. */
interface LegendLine {
  readonly label: string;
  readonly dash: string;
}

function legendOf(
  canvas: Canvas,
  styles: ReadonlyMap<string, SeriesStyle>,
  others: readonly LegendLine[],
): Drawing {
  const { Plot } = canvas;
  const series = [...styles].map(([label, { colour, dash, symbol }]): LegendItem => {
    const dot = (x: number, y: number) =>
      Plot.dot([0], { x: [x], y: [y], symbol, r: 3.5, fill: colour });
    const line = lineItem(canvas, { label, dash, colour });
    return { label, marks: (x, y) => [...line.marks(x, y), dot(x, y)] };
  });
  const grey = others.map((other) => lineItem(canvas, { ...other, colour: colours.soft }));
  return legendDrawing(canvas, [...series, ...grey], innerWidth);
}

function lineItem(
  { Plot }: Canvas,
  { label, dash, colour }: LegendLine & { readonly colour: string },
): LegendItem {
  return {
    label,
    marks: (x, y) => [
      Plot.link([0], {
        x1: [x - 13],
        x2: [x + 13],
        y: [y],
        stroke: colour,
        strokeWidth: 2,
        strokeDasharray: dash,
      }),
    ],
  };
}
