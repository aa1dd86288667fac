import type { DataRow } from "../core/csv.ts";
import { type Canvas, loadCanvas } from "./canvas.ts";
import { type Drawing, stack } from "./drawing.ts";
import { type Figure, type FigureText, figureOf } from "./figure.ts";
import { type SeriesChartOptions, type SeriesPoint, seriesChart } from "./seriesChart.ts";

/** Two runs beside each other at the end of an epoch, one of them the parent of the other. */
export interface DivergencePoint {
  readonly epoch: number;
  /** Fraction of the test images that the two answer differently. */
  readonly flipped: number;
  /** Fraction that the fork gets wrong and the parent right. */
  readonly lost: number;
  /** Fraction that the fork gets right and the parent wrong. */
  readonly gained: number;
  /** Length of the difference between both ways, as a share of their lengths; null where neither has moved. */
  readonly weightDistance: number | null;
  /** Cosine between both ways; null where one of the two has not moved. */
  readonly weightCosine: number | null;
  /** First to last; null where there is no similarity. */
  readonly layers: readonly { readonly layer: string; readonly similarity: number | null }[];
}

const height = 215;
/** More lines than there are colours could not be told apart. */
const mostLayers = 8;

const answerLines = {
  "other answer": ({ flipped }: DivergencePoint) => flipped,
  "right → wrong": ({ lost }: DivergencePoint) => lost,
  "wrong → right": ({ gained }: DivergencePoint) => gained,
};

const weightLines = {
  distance: ({ weightDistance }: DivergencePoint) => weightDistance,
  cosine: ({ weightCosine }: DivergencePoint) => weightCosine,
};

/**
 * How a fork drifts away from its parent: answers to the test images, the similarity of layers, and weights, each against
 * the epochs since the fork.
 *
 * @throws {RangeError} when there is no point
 */
export async function divergence(
  points: readonly DivergencePoint[],
  text: Partial<FigureText> = {},
): Promise<Figure> {
  const canvas = await loadCanvas();
  const layers = chosenLayers(points);
  const panels = [answersPanel(points), layersPanel(points, layers), weightsPanel(points)].filter(
    ({ lines }) => lines.length > 0,
  );
  const common = {
    xs: points.map((point) => since(point, points)),
    names: panels.flatMap(({ names }) => names),
  };
  const drawings = panels.map((panel) => panelDrawing(canvas, panel, common));
  const defaults: FigureText = {
    id: "divergence",
    title: "How the fork leaves its parent",
    caption: captionOf(points, layers),
  };
  return figureOf({ ...defaults, ...text }, stack(drawings, 10), points.map(rowOf));
}

interface Panel extends Pick<SeriesChartOptions, "yLabel" | "yFormat" | "yDomain" | "colourOrder"> {
  readonly names: readonly string[];
  readonly lines: readonly SeriesPoint[];
}

function panelDrawing(
  canvas: Canvas,
  { lines, names: _names, ...panel }: Panel,
  common: NonNullable<SeriesChartOptions["common"]>,
): Drawing {
  return seriesChart(canvas, lines, { ...panel, xLabel: "epochs since the fork", height, common });
}

function answersPanel(points: readonly DivergencePoint[]): Panel {
  const names = Object.keys(answerLines);
  const lines = linesOf(answerLines, points);
  return { names, lines, yLabel: "test images", yFormat: "percent" };
}

function layersPanel(points: readonly DivergencePoint[], names: readonly string[]): Panel {
  const valuesOf = names.map((layer) => {
    const value = ({ layers }: DivergencePoint) =>
      layers.find((other) => other.layer === layer)?.similarity ?? null;
    return [layer, value] as const;
  });
  const lines = linesOf(Object.fromEntries(valuesOf), points);
  const least = Math.min(...lines.map(({ y }) => y.mean));
  // Never so near that what is nearly 1 looks like much.
  const yDomain = [Math.min(0.9, Math.floor(10 * least) / 10), 1] as const;
  return { names, lines, yLabel: "similarity (CKA)", yFormat: "number", yDomain };
}

function weightsPanel(points: readonly DivergencePoint[]): Panel {
  const names = Object.keys(weightLines);
  const lines = linesOf(weightLines, points);
  const yDomain = [lines.some(({ y }) => y.mean < 0) ? -1 : 0, 1] as const;
  // Looks of their own: nobody should take them for answers.
  const colourOrder = [...Object.keys(answerLines), ...names];
  return { names, lines, yLabel: "weights", yFormat: "number", yDomain, colourOrder };
}

function linesOf(
  valuesOf: Readonly<Record<string, (point: DivergencePoint) => number | null>>,
  points: readonly DivergencePoint[],
): SeriesPoint[] {
  return Object.entries(valuesOf).flatMap(([series, numberIn]) =>
    points.flatMap((point) => linePoint(series, since(point, points), numberIn(point))),
  );
}

/** What is not known is left out of a line. */
function linePoint(series: string, x: number, value: number | null): SeriesPoint[] {
  if (value === null) return [];
  return [{ series, x, y: { mean: value, low: null, high: null, n: 1, values: [value] } }];
}

/** All layers, or as many as there are colours: the first, the last, and some between at equal distances. */
function chosenLayers(points: readonly DivergencePoint[]): readonly string[] {
  const all = (points[0]?.layers ?? []).map(({ layer }) => layer);
  if (all.length <= mostLayers) return all;
  const step = (all.length - 1) / (mostLayers - 1);
  return Array.from({ length: mostLayers }, (_, index) => all[Math.round(index * step)]!);
}

function since({ epoch }: DivergencePoint, points: readonly DivergencePoint[]): number {
  return epoch - points[0]!.epoch;
}

function captionOf(points: readonly DivergencePoint[], shown: readonly string[]): string {
  const all = points[0]?.layers.length ?? 0;
  const some = shown.length < all ? `; of ${all} layers, ${shown.length} are drawn` : "";
  return [
    "Fork and parent at the epochs of which both have a checkpoint.",
    "Top: share of the test images that the two answer differently, and of those that went from right to wrong and from wrong to right.",
    `Middle: how alike each layer arranges the same test images (debiased linear CKA: 1 the same, 0 nothing in common${some}).`,
    "Bottom: the ways that both have gone through the space of weights since the fork: the length of their difference as a share of their lengths (0 the same way, 0.71 a right angle, 1 opposite), and the cosine between them.",
  ].join(" ");
}

function rowOf(
  { layers, ...point }: DivergencePoint,
  _: number,
  all: readonly DivergencePoint[],
): DataRow {
  const { epoch, ...values } = point;
  const similarities = layers.map(({ layer, similarity }) => [`cka/${layer}`, similarity] as const);
  return {
    epoch,
    sinceFork: epoch - all[0]!.epoch,
    ...values,
    ...Object.fromEntries(similarities),
  };
}
