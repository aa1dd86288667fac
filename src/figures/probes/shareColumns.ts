import { type Canvas, loadCanvas } from "../canvas.ts";
import { type Drawing, fontSize, plotDrawing, stack } from "../drawing.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { percent, textWidth } from "../text.ts";
import { colours, seriesStyle } from "../theme.ts";

/** What share of a run's examples is of one kind. */
export interface RunShare {
  readonly run: string;
  /** Runs that are drawn together: each has its own chart. */
  readonly group: string;
  /** Kinds stand side by side in order of first appearance. */
  readonly kind: string;
  readonly share: number;
}

export interface ShareColumnsOptions extends FigureText {
  readonly xLabel: string;
  /** Kinds that stand apart in grey, such as those that never came. */
  readonly apart: readonly string[];
}

/** How examples are spread over kinds, as columns: the mean over the runs of a group, and each run as a dot. */
export async function shareColumns(
  shares: readonly RunShare[],
  { xLabel, apart, ...text }: ShareColumnsOptions,
): Promise<Figure> {
  const canvas = await loadCanvas();
  const groups = groupBy(shares, ({ group }) => group);
  const kinds = [...new Set(shares.map(({ kind }) => kind))];
  const ordered = [...kinds.filter((kind) => !apart.includes(kind)), ...apart];
  const panels = [...groups].map(([name, own]) =>
    panelDrawing(canvas, own, { name: groups.size > 1 ? name : "", kinds: ordered, xLabel, apart }),
  );
  const data = shares.map((share) => ({ ...share }));
  return figureOf(text, stack(panels, 12), data);
}

interface PanelOptions {
  readonly name: string;
  readonly kinds: readonly string[];
  readonly xLabel: string;
  readonly apart: readonly string[];
}

/** In pixels. */
const margins = { marginLeft: 58, marginRight: 8, marginTop: 26, marginBottom: 44 };

function panelDrawing(
  canvas: Canvas,
  shares: readonly RunShare[],
  { name, kinds, xLabel, apart }: PanelOptions,
): Drawing {
  const { Plot } = canvas;
  const columns = [...groupBy(shares, ({ kind }) => kind)].map(([kind, own]) => ({
    kind,
    share: own.reduce((sum, { share }) => sum + share, 0) / own.length,
  }));
  const isSingle = new Set(shares.map(({ run }) => run)).size === 1;
  const { colour } = seriesStyle(0);
  const soft = { fill: colours.soft };
  return plotDrawing(canvas, {
    ...margins,
    width: innerWidth,
    height: 260,
    x: { type: "band", domain: [...kinds], padding: 0.12, label: null },
    y: { label: null, nice: true, zero: true },
    marks: [
      Plot.gridY({ ticks: 5, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.axisX({ ticks: ticksOf(kinds, apart), tickSize: 3 }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: (share: number) => percent(share) }),
      Plot.barY(columns, {
        x: "kind",
        y: "share",
        fill: ({ kind }: { readonly kind: string }) =>
          apart.includes(kind) ? colours.soft : colour,
        fillOpacity: 0.75,
      }),
      Plot.dot(isSingle ? [] : shares, {
        x: "kind",
        y: "share",
        r: 2.5,
        fill: colours.ink,
        fillOpacity: 0.8,
      }),
      Plot.ruleY([0], { stroke: colours.soft }),
      Plot.text([name], { frameAnchor: "top-left", dy: -20, fontSize: 13, fontWeight: "bold" }),
      Plot.text([xLabel], { ...soft, frameAnchor: "bottom", dy: 40 }),
      Plot.text(["share of the examples"], {
        ...soft,
        frameAnchor: "left",
        textAnchor: "middle",
        dx: -50,
        rotate: -90,
      }),
    ],
  });
}

/** As many kinds as have room for their names, and always those apart. */
function ticksOf(kinds: readonly string[], apart: readonly string[]): string[] {
  const width = (innerWidth - margins.marginLeft - margins.marginRight) / kinds.length;
  const widthOf = (kind: string) => textWidth(kind, fontSize) + 8;
  const usual = kinds.filter((kind) => !apart.includes(kind));
  const step = Math.ceil(Math.max(0, ...usual.map(widthOf)) / width);
  // What stands apart needs room on both sides of its own column.
  const room = Math.ceil(Math.max(0, ...apart.map(widthOf)) / 2 / width);
  const kept = usual.filter(
    (_, index) => index % step === 0 && (apart.length === 0 || usual.length - index >= room),
  );
  return [...kept, ...apart];
}
