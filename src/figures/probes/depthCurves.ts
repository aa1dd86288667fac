import type { Markish } from "@observablehq/plot";
import { bandDomain } from "../bandDomain.ts";
import { type Canvas, loadCanvas } from "../canvas.ts";
import {
  type Drawing,
  drawingOf,
  type RenderedPlot,
  renderPlot,
  stack,
  textAt,
} from "../drawing.ts";
import { type EndLabel, endLabels, endLabelsWidth } from "../endLabels.ts";
import { type Figure, type FigureText, figureOf, innerWidth } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { type NumberFormat, numberTexts } from "../numberText.ts";
import { textWidth } from "../text.ts";
import { colours, type SeriesStyle, seriesStyle } from "../theme.ts";
import {
  type LinePoint,
  type ReadingLine,
  type ReadingRow,
  readingLines,
  type UntrainedRow,
} from "./readingLines.ts";
import { readingData } from "./readingWords.ts";
import { someEpochs } from "./someEpochs.ts";

export interface DepthCurvesOptions extends FigureText {
  /** What is measured, as it stands beside the axis. */
  readonly yLabel: string;
  readonly format?: NumberFormat;
  readonly untrained?: readonly UntrainedRow[];
}

/** More lines would hide each other. */
const mostEpochs = 6;
const height = 330;
const top = 26;
const labelSize = 12;

/**
 * One quantity of all layers, first to last: a line an epoch, a panel for each run or runs that differ in their seed
 * alone. Of many epochs the first, the last and some between are drawn. The grey band is from the least to the greatest
 * of untrained networks, and between dotted lines is chance.
 */
export async function depthCurves(
  rows: readonly ReadingRow[],
  { yLabel, format = "number", untrained = [], ...text }: DepthCurvesOptions,
): Promise<Figure> {
  const canvas = await loadCanvas();
  const lines = readingLines(rows);
  const layers = [...new Set(lines.map(({ subject }) => subject))];
  const epochs = someEpochs(
    lines.flatMap(({ points }) => points.map(({ epoch }) => epoch)),
    mostEpochs,
  );
  const groups = groupBy(lines, ({ group }) => group);
  const panels = [...groups].map(([name, own]) =>
    panelDrawing(canvas, {
      name: groups.size > 1 ? name : "",
      lines: own,
      layers,
      epochs,
      untrained,
      yLabel,
      format,
    }),
  );
  return figureOf(text, stack(panels, 14), readingData(rows, untrained));
}

interface Panel {
  readonly name: string;
  readonly lines: readonly ReadingLine[];
  readonly layers: readonly string[];
  readonly epochs: readonly number[];
  readonly untrained: readonly UntrainedRow[];
  readonly yLabel: string;
  readonly format: NumberFormat;
}

/** What a panel shows of a layer at an epoch. */
interface Place {
  readonly layer: string;
  readonly point: LinePoint;
}

function panelDrawing(canvas: Canvas, panel: Panel): Drawing {
  const { Plot } = canvas;
  const { name, lines, layers, epochs, yLabel, format } = panel;
  const shown = epochs.map((epoch, at) => ({
    name: `epoch ${epoch}`,
    style: seriesStyle(at),
    places: lines.flatMap(({ subject, points }) =>
      points
        .filter((point) => point.epoch === epoch)
        .map((point): Place => ({ layer: subject, point })),
    ),
  }));
  const right =
    innerWidth - endLabelsWidth([...shown.map(({ name }) => name), "untrained", "chance"]);
  const bands = {
    untrained: untrainedOf(panel),
    chance: chanceOf(shown.flatMap((own) => own.places)),
  };
  const slanted = isCrowded(layers, right - 58);
  const bottom = slanted
    ? 22 + 0.75 * Math.max(...layers.map((own) => textWidth(own, labelSize)))
    : 30;
  const size = { width: innerWidth, height: top + height + bottom };
  const plot = renderPlot(canvas, {
    ...size,
    marginLeft: 58,
    marginRight: innerWidth - right,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "point", domain: [...layers], label: null, padding: 0.3 },
    y: { label: null, nice: true, zero: format === "percent", ...yDomainOf(shown, bands) },
    marks: [
      Plot.gridY({ ticks: 6, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.axisX({ tickSize: 4, ...(slanted ? { tickRotate: -40 } : {}) }),
      Plot.axisY({
        ticks: 6,
        tickSize: 0,
        tickFormat: (value: number, _: number, ticks: readonly number[] = []) =>
          numberTexts(ticks, format, format === "percent" ? 0 : undefined)(value),
      }),
      Plot.text([yLabel], {
        fill: colours.soft,
        frameAnchor: "left",
        textAnchor: "middle",
        dx: -50,
        rotate: -90,
      }),
      ...bandMarks(canvas, bands),
      ...shown.flatMap(({ places, style }) => lineMarks(canvas, places, style)),
    ],
  });
  const names = [
    ...shown.flatMap(({ name, style, places }) => labelOf(plot, { name, style, places, layers })),
    ...Object.entries(bands).flatMap(([name, own]) => bandLabel(plot, name, own)),
  ];
  const labels = endLabels(canvas, names, { ...size, right });
  const drawing = drawingOf(canvas, plot);
  const heading = textAt(0, 14, name, { size: 13, weight: "bold" });
  return { ...drawing, body: heading + drawing.body + labels.body };
}

/** What is drawn so is never below 0, though the interval of a mean may be; wide bands are cut off. */
function yDomainOf(
  shown: readonly { readonly places: readonly Place[] }[],
  bands: Readonly<Record<string, readonly BandPlace[]>>,
) {
  const estimates = shown.flatMap(({ places }) => places.map(({ point }) => point.y));
  const behind = Object.values(bands).flatMap((own) => own.flatMap(({ low, high }) => [low, high]));
  const values = [...estimates.flatMap(({ values }) => values), ...behind];
  const ends = estimates.flatMap(({ low, high }) => [low, high]).filter((end) => end !== null);
  const domain = bandDomain(values, ends, 0);
  return domain ? { domain: [...domain], clamp: true } : {};
}

/** Ends of what lies behind the lines at a layer. */
interface BandPlace {
  readonly layer: string;
  readonly low: number;
  readonly high: number;
}

function untrainedOf({ untrained, layers }: Panel): BandPlace[] {
  return layers.flatMap((layer) => {
    const values = untrained.flatMap((row) =>
      row.layer === layer && row.value !== null ? [row.value] : [],
    );
    if (values.length === 0) return [];
    return [{ layer, low: Math.min(...values), high: Math.max(...values) }];
  });
}

/** Of all epochs that are shown together. */
function chanceOf(places: readonly Place[]): BandPlace[] {
  return [...groupBy(places, ({ layer }) => layer)].flatMap(([layer, own]) => {
    const ends = own.flatMap(({ point }) => (point.chance ? [point.chance] : []));
    if (ends.length === 0) return [];
    const low = Math.min(...ends.map(([least]) => least));
    return [{ layer, low, high: Math.max(...ends.map(([, most]) => most)) }];
  });
}

function bandMarks(
  { Plot }: Canvas,
  { untrained, chance }: { readonly untrained: BandPlace[]; readonly chance: BandPlace[] },
): Markish[] {
  const dotted = { stroke: colours.soft, strokeDasharray: "1 4", strokeLinecap: "round" } as const;
  return [
    Plot.areaY(untrained, { x: "layer", y1: "low", y2: "high", fill: colours.faint }),
    Plot.lineY(chance, { x: "layer", y: "low", ...dotted, strokeWidth: 1.5 }),
    Plot.lineY(chance, { x: "layer", y: "high", ...dotted, strokeWidth: 1.5 }),
  ];
}

function lineMarks({ Plot }: Canvas, places: readonly Place[], style: SeriesStyle): Markish[] {
  const { colour, symbol, dash } = style;
  const mean = ({ point }: Place) => point.y.mean;
  return [
    Plot.areaY(places, {
      x: "layer",
      y1: ({ point }: Place) => point.y.low ?? Number.NaN,
      y2: ({ point }: Place) => point.y.high ?? Number.NaN,
      fill: colour,
      fillOpacity: 0.14,
    }),
    Plot.lineY(places, {
      x: "layer",
      y: mean,
      stroke: colour,
      strokeWidth: 2,
      strokeDasharray: dash,
    }),
    Plot.dot(places, { x: "layer", y: mean, symbol, r: 3.5, fill: colour }),
  ];
}

interface NamedLine {
  readonly name: string;
  readonly style: SeriesStyle;
  readonly places: readonly Place[];
  readonly layers: readonly string[];
}

function labelOf(plot: RenderedPlot, { name, style, places }: NamedLine): EndLabel[] {
  const last = places.findLast(({ point }) => Number.isFinite(point.y.mean));
  if (!last) return [];
  const [x, y] = [plot.scale("x")!, plot.scale("y")!];
  return [{ text: name, x: x.apply(last.layer), y: y.apply(last.point.y.mean), style }];
}

function bandLabel(plot: RenderedPlot, name: string, band: readonly BandPlace[]): EndLabel[] {
  const last = band.at(-1);
  if (!last) return [];
  const y = plot.scale("y")!.apply((last.low + last.high) / 2);
  return [{ text: name, x: plot.scale("x")!.apply(last.layer), y }];
}

/** Whether the names of layers would touch if they stood upright. */
function isCrowded(layers: readonly string[], width: number): boolean {
  const room = width / layers.length - 6;
  return layers.some((layer) => textWidth(layer, labelSize) > room);
}
