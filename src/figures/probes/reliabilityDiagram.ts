import type { Markish } from "@observablehq/plot";
import { wilsonInterval } from "../../core/wilsonInterval.ts";
import { type Canvas, loadCanvas } from "../canvas.ts";
import { type Drawing, grid, plotDrawing, stack } from "../drawing.ts";
import { type Figure, figureOf, innerWidth } from "../figure.ts";
import { groupBy } from "../groupBy.ts";
import { percent } from "../text.ts";
import { colours, seriesStyle } from "../theme.ts";

/** Images of which a network was about as sure. */
export interface ConfidenceBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Null where there are none. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

/** What a run was sure of, and right about, at an epoch. */
export interface EpochBins {
  readonly run: string;
  /** What runs are called together that differ in their seed alone: their images are put together. */
  readonly group?: string | undefined;
  readonly epoch: number;
  /** Nothing where there are no answers. */
  readonly bins: readonly ConfidenceBin[] | undefined;
}

/** The bins of a run that has answers. */
export interface KnownBins extends EpochBins {
  readonly bins: readonly ConfidenceBin[];
}

interface Panel {
  readonly name: string;
  readonly bins: readonly ConfidenceBin[];
  /** How many runs are put together. */
  readonly runs: number;
}

/** How often a network is right where it is so sure, at the first and the last epoch. */
export async function reliabilityDiagram(known: readonly KnownBins[]): Promise<Figure> {
  const canvas = await loadCanvas();
  const panels = panelsOf(known);
  const drawings = panels.map((panel) => panelDrawing(canvas, panel));
  const text = {
    id: "calibration-reliability",
    title: "How often the network is right where it is so sure",
    caption:
      "Images in bins of confidence, the probability of the network's answer: each point is the share of right answers in a bin over the mean confidence of its images, with a bar for the 95% confidence interval (Wilson, for the number of images that a run has there). On the dashed line the network is right as often as it is sure; below it, it is too sure. The columns below show how the images are spread over the bins. Runs that differ in their seed alone are put together.",
    subtitle: subtitleOf(panels),
  };
  const data = panels.flatMap(({ name, bins }) => bins.map((bin) => ({ panel: name, ...bin })));
  return figureOf(text, grid(drawings, { columns: 2, columnGap: 24, rowGap: 18 }), data);
}

function subtitleOf(panels: readonly Panel[]): string {
  const counts = panels.map(({ bins, runs }) => Math.round(countOf(bins) / runs));
  const words = [...new Set(counts)].map((count) => count.toLocaleString("en-US"));
  return `${words.join(" or ")} images${panels.some(({ runs }) => runs > 1) ? " a run" : ""}`;
}

/** The first and the last epoch of each group. */
function panelsOf(known: readonly KnownBins[]): Panel[] {
  const groups = groupBy(known, ({ group, run }) => group ?? run);
  return [...groups].flatMap(([name, own]) => {
    const epochs = own.map(({ epoch }) => epoch);
    const shown = [...new Set([Math.min(...epochs), Math.max(...epochs)])];
    return shown.map((shownEpoch) => {
      const all = own.filter(({ epoch }) => epoch === shownEpoch).map(({ bins }) => bins);
      const title = `${groups.size > 1 ? `${name}, e` : "E"}poch ${shownEpoch}`;
      return { name: title, bins: together(all), runs: all.length };
    });
  });
}

/** The same bins of several runs as one. */
function together(all: readonly (readonly ConfidenceBin[])[]): ConfidenceBin[] {
  return all[0]!.map(({ from, to }, at) => {
    const own = all.map((bins) => bins[at]!);
    const count = countOf(own);
    const meanOf = (key: "confidence" | "accuracy") =>
      count === 0 ? null : own.reduce((sum, bin) => sum + (bin[key] ?? 0) * bin.count, 0) / count;
    return { from, to, count, confidence: meanOf("confidence"), accuracy: meanOf("accuracy") };
  });
}

function countOf(bins: readonly ConfidenceBin[]): number {
  return bins.reduce((sum, { count }) => sum + count, 0);
}

/** In pixels. */
const panelWidth = (innerWidth - 24) / 2;
const margins = { marginLeft: 58, marginRight: 8 };

function panelDrawing(canvas: Canvas, panel: Panel): Drawing {
  return stack([diagram(canvas, panel), histogram(canvas, panel.bins)], 4);
}

/** The axis of both parts. */
const confidenceAxis = { domain: [0, 1], label: null, inset: 2 };
const words = { fill: colours.soft };

function diagram(canvas: Canvas, panel: Panel): Drawing {
  const { colour } = seriesStyle(0);
  const points = pointsOf(panel);
  const { Plot } = canvas;
  return plotDrawing(canvas, {
    ...margins,
    width: panelWidth,
    height: 290,
    marginTop: 28,
    marginBottom: 8,
    x: { ...confidenceAxis, axis: null },
    y: { domain: [0, 1], label: null, inset: 2 },
    marks: [
      Plot.gridY({ ticks: 5, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: (share: number) => percent(share) }),
      Plot.link([0], {
        x1: [0],
        x2: [1],
        y1: [0],
        y2: [1],
        stroke: colours.soft,
        strokeDasharray: "6 4",
      }),
      Plot.line(points, {
        x: "confidence",
        y: "accuracy",
        stroke: colour,
        strokeOpacity: 0.5,
      }),
      Plot.ruleX(points, {
        x: "confidence",
        y1: "low",
        y2: "high",
        stroke: colour,
        strokeWidth: 2,
      }),
      Plot.dot(points, { x: "confidence", y: "accuracy", r: 4, fill: colour }),
      Plot.text([panel.name], {
        frameAnchor: "top-left",
        dy: -22,
        fontSize: 13,
        fontWeight: "bold",
      }),
      sideLabel(canvas, "accuracy"),
    ],
  });
}

/**
 * Bins with images, and the interval of their accuracy. Runs are asked about the same images: together they know no more
 * of other images than one of them.
 */
function pointsOf({ bins, runs }: Panel) {
  return bins.flatMap(({ count, confidence, accuracy }) => {
    if (confidence === null || accuracy === null) return [];
    const interval = wilsonInterval(Math.round(accuracy * count) / runs, count / runs);
    return [{ confidence, accuracy, ...interval }];
  });
}

function histogram(canvas: Canvas, bins: readonly ConfidenceBin[]): Drawing {
  const { Plot } = canvas;
  const all = countOf(bins);
  const columns = bins.map(({ from, to, count }) => ({ from, to, share: count / all }));
  const percents = (share: number) => percent(share);
  return plotDrawing(canvas, {
    ...margins,
    width: panelWidth,
    height: 126,
    marginTop: 14,
    marginBottom: 40,
    x: confidenceAxis,
    y: { label: null, nice: true },
    marks: [
      Plot.axisX({ ticks: 5, tickSize: 4, tickFormat: percents }),
      Plot.axisY({ ticks: 2, tickSize: 0, tickFormat: percents }),
      Plot.rectY(columns, {
        x1: "from",
        x2: "to",
        y: "share",
        fill: seriesStyle(0).colour,
        fillOpacity: 0.6,
        inset: 0.5,
      }),
      Plot.ruleY([0], { stroke: colours.soft }),
      Plot.text(["confidence"], { ...words, frameAnchor: "bottom", dy: 36 }),
      sideLabel(canvas, "images"),
    ],
  });
}

function sideLabel({ Plot }: Canvas, text: string): Markish {
  return Plot.text([text], {
    ...words,
    frameAnchor: "left",
    textAnchor: "middle",
    dx: -50,
    rotate: -90,
  });
}
