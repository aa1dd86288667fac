import { type Estimate, mean } from "../core/statistics.ts";
import { type Canvas, loadCanvas } from "./canvas.ts";
import { type Drawing, grid, moved, stack } from "./drawing.ts";
import { estimateColumns, intervalWords } from "./estimates.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "./figure.ts";
import { groupBy } from "./groupBy.ts";
import type { NumberFormat } from "./numberText.ts";
import { stripLegend } from "./stripLegend.ts";
import type { StripKind } from "./stripMarks.ts";
import { stripNames } from "./stripNames.ts";
import { type StripLine, stripPanel } from "./stripPanel.ts";
import { type StripPlaces, stripNamesWidth, stripPlaces } from "./stripPlaces.ts";

/** What was found of one group by one quantity. */
export interface ComparisonStrip {
  /** The quantity: it has an axis of its own. */
  readonly panel: string;
  readonly group: string;
  /** `null`: what would be found where there is nothing to find, such as of untrained networks. */
  readonly kind: StripKind;
  /** One number a pair of networks. */
  readonly values: readonly number[];
  /** Where an interval is known; else the mean of the values is drawn without one. */
  readonly estimate?: Estimate | undefined;
  /** The null distribution that it is compared with: its range is drawn behind the line. By default the panel's first. */
  readonly reference?: string | undefined;
}

export interface ComparisonStripsOptions extends Partial<FigureText> {
  readonly axes?: { readonly [Panel in string]?: StripAxis };
  /** What one small mark is. */
  readonly valueLabel?: string;
}

/** How the axis of a panel is written. */
export interface StripAxis {
  /** Stands below it, such as the unit. */
  readonly label?: string;
  readonly format?: NumberFormat;
}

const perRow = 2;
/** In pixels. */
const columnGap = 20;

/**
 * Groups of single values beside null distributions, one panel a quantity; the names of the groups stand once before each
 * row of panels.
 *
 * @throws {RangeError} when there is no strip
 */
export async function comparisonStrips(
  strips: readonly ComparisonStrip[],
  options: ComparisonStripsOptions = {},
): Promise<Figure> {
  const { axes = {}, valueLabel = "one pair of networks", ...text } = options;
  const canvas = await loadCanvas();
  const panels = [...groupBy(strips, ({ panel }) => panel)].map(([name, own]) => ({
    name,
    axis: axes[name] ?? {},
    strips: withReferences(own),
  }));
  const all = panels.flatMap((panel) => panel.strips);
  const rows = Array.from({ length: Math.ceil(panels.length / perRow) }, (_, row) =>
    drawRow(canvas, panels.slice(perRow * row, perRow * (row + 1))),
  );
  const legend = stripLegend(canvas, {
    kinds: [...new Set(strips.map(({ kind }) => kind))],
    valueLabel,
    interval: intervalOf(strips),
    references: [...new Set(all.flatMap(({ reference }) => reference ?? []))],
  });
  const data = all.map((strip) => ({
    panel: strip.panel,
    group: strip.group,
    kind: strip.kind,
    reference: strip.reference ?? null,
    ...estimateColumns(estimateIn(strip)),
  }));
  return figureOf({ ...defaultText, ...text }, stack([legend, ...rows], 12), data);
}

const defaultText: FigureText = {
  id: "comparison-strips",
  title: "How far networks differ, beside null distributions",
  caption:
    "One panel a quantity, each with an axis of its own; one line a group. Small marks are single values, up and down only to keep them apart; the large mark above them is their mean, which stands in figures at the right, with a bar for its 95% confidence interval where one is known; bars that reach far beyond all values are cut off. Filled circles are what is compared. Hollow squares are null distributions: what comes out where there is nothing to find. The grey band between dotted lines is the range, from least to greatest value, of the null distribution that a line is compared with, and is drawn behind that one, too: a mean within it is nothing unusual.",
};

interface Panel {
  readonly name: string;
  readonly axis: StripAxis;
  readonly strips: readonly ComparisonStrip[];
}

/** With the reference of each, and of a null distribution that is one itself. */
function withReferences(strips: readonly ComparisonStrip[]): ComparisonStrip[] {
  const first = strips.find(({ kind }) => kind === "null")?.group;
  const compared = strips.filter(({ kind }) => kind === "compared");
  const used = new Set(compared.map(({ reference = first }) => reference));
  return strips.map((strip) => {
    if (strip.kind === "compared") return { ...strip, reference: strip.reference ?? first };
    return { ...strip, reference: used.has(strip.group) ? strip.group : undefined };
  });
}

function drawRow(canvas: Canvas, panels: readonly Panel[]): Drawing {
  const places = stripPlaces(panels.flatMap(({ strips }) => strips));
  const width = (innerWidth - stripNamesWidth - columnGap * (panels.length - 1)) / panels.length;
  const drawings = panels.map(({ name, axis, strips }) =>
    stripPanel(canvas, linesOf(strips, places), {
      heading: name,
      xLabel: axis.label ?? "",
      format: axis.format ?? "number",
      border: places.border,
      width,
      height: places.height,
    }),
  );
  const charts = grid(drawings, { columns: perRow, columnGap, rowGap: 0 });
  const body = `${stripNames(places)}${moved(charts, stripNamesWidth, 0)}`;
  return { width: innerWidth, height: charts.height, body };
}

/** Of a quantity that a group was not measured by, its line stays empty. */
function linesOf(strips: readonly ComparisonStrip[], { lines }: StripPlaces): StripLine[] {
  return lines.flatMap(({ group, kind, y }) =>
    strips
      .filter((strip) => strip.group === group && strip.kind === kind)
      .map((strip) => ({
        kind,
        estimate: estimateIn(strip),
        band: rangeOf(
          strips.find((other) => other.kind === "null" && other.group === strip.reference),
        ),
        y,
      })),
  );
}

function rangeOf(strip: ComparisonStrip | undefined): readonly [number, number] | undefined {
  const finite = strip?.values.filter((value) => Number.isFinite(value)) ?? [];
  return finite.length === 0 ? undefined : [Math.min(...finite), Math.max(...finite)];
}

function estimateIn({ values, estimate }: ComparisonStrip): Estimate {
  if (estimate) return { ...estimate, values };
  const centre = values.length === 0 ? Number.NaN : mean(values);
  return { mean: centre, low: null, high: null, n: values.length, values };
}

/** How the intervals were found; nothing where there is none. */
function intervalOf(strips: readonly ComparisonStrip[]): string | undefined {
  const known = strips.flatMap(({ estimate }) =>
    estimate && estimate.low !== null ? [estimate] : [],
  );
  const methods = known.map(({ interval }) => intervalWords[interval ?? "t"]);
  return known.length === 0 ? undefined : [...new Set(methods)].join(" or ");
}
