import type { Markish } from "@observablehq/plot";
import type { Estimate } from "../core/statistics.ts";
import { alarmLegend, alarmTicks } from "./alarms.ts";
import { type Canvas, loadCanvas } from "./canvas.ts";
import { type Drawing, plotDrawing, stack } from "./drawing.ts";
import { estimateColumns, intervalNote } from "./estimates.ts";
import {
  type Figure,
  type FigureText,
  figureOf,
  innerWidth,
  type SeriesFigureOptions,
} from "./figure.ts";
import { legendDrawing } from "./legend.ts";
import { textWidth } from "./text.ts";
import { colours, type SeriesStyle, seriesStyles } from "./theme.ts";

/** How far the output of one layer is from moving along with the image. */
export interface LayerError {
  readonly network: string;
  /** Rows of one network stand in order of depth. */
  readonly layer: string;
  /** Equivariance error relative to the size of the output: 0 where it moves along exactly. */
  readonly error: Estimate;
}

/** Equivariance error along the depth of networks, so that one sees which layer breaks it. */
export async function layerErrors(
  rows: readonly LayerError[],
  { colourOrder, ...text }: SeriesFigureOptions = {},
): Promise<Figure> {
  const canvas = await loadCanvas();
  const networks = [...new Set(rows.map(({ network }) => network))];
  const styles = seriesStyles(networks, colourOrder);
  const looks = networks.map((name) => ({ name, style: styles.get(name)! }));
  const broken = rows.filter(isBroken).map(({ network, layer }) => `${network} at ${layer}`);
  const drawing = stack(
    [legend(canvas, looks), ...alarmLegend(canvas, broken), chart(canvas, rows, looks)],
    8,
  );
  const defaults: FigureText = {
    id: "layer-errors",
    title: "Which layer stops moving along with the image",
    caption:
      "Equivariance error of each layer, from input (left) to output (right): how far the output for the moved image is from the moved output, relative to its size. 0 is perfect. Bars are 95% confidence intervals of the mean over seeds (Student t).",
    subtitle: intervalNote(
      rows.map(({ error }) => error),
      "bar",
    ),
  };
  const data = rows.map(({ network, layer, error }) => ({
    network,
    layer,
    ...estimateColumns(error),
  }));
  return figureOf({ ...defaults, ...text }, drawing, data);
}

interface Look {
  readonly name: string;
  readonly style: SeriesStyle;
}

function chart(canvas: Canvas, rows: readonly LayerError[], networks: readonly Look[]): Drawing {
  const { Plot } = canvas;
  const layers = mergeOrders(
    networks.map(({ name }) =>
      rows.filter(({ network }) => network === name).map(({ layer }) => layer),
    ),
  );
  const step = (innerWidth - 70) / layers.length;
  const isCrowded = Math.max(...layers.map((layer) => textWidth(layer, 12))) > step - 4;
  // Networks stand side by side within a layer's share of the width.
  const dodge = Math.min(16, (step * 0.8) / networks.length);
  const marks = networks.flatMap(({ name, style }, index) => {
    const own = rows.filter(({ network }) => network === name);
    return networkMarks(canvas, own, { style, dx: (index - (networks.length - 1) / 2) * dodge });
  });
  return plotDrawing(canvas, {
    width: innerWidth,
    height: isCrowded ? 400 : 350,
    marginLeft: 58,
    marginRight: 12,
    marginTop: 10,
    marginBottom: isCrowded ? 94 : 44,
    x: { type: "point", domain: layers, padding: 0.5, label: null },
    y: { label: null, zero: true, nice: true },
    marks: [
      Plot.gridY({ ticks: 6, stroke: colours.faint, strokeOpacity: 1 }),
      Plot.axisX({ tickSize: 0, tickPadding: 8, ...(isCrowded ? { tickRotate: -40 } : {}) }),
      Plot.axisY({ ticks: 6, tickSize: 0 }),
      Plot.ruleY([0], { stroke: colours.soft }),
      ...marks,
      Plot.text(["input  →  layers by depth  →  output"], {
        frameAnchor: "bottom",
        dy: isCrowded ? 90 : 40,
        fill: colours.soft,
      }),
      Plot.text(["equivariance error"], {
        frameAnchor: "left",
        textAnchor: "middle",
        dx: -50,
        rotate: -90,
        fill: colours.soft,
      }),
    ],
  });
}

function isBroken({ error }: LayerError): boolean {
  return !Number.isFinite(error.mean);
}

function networkMarks(
  canvas: Canvas,
  rows: readonly LayerError[],
  { style, dx }: { readonly style: SeriesStyle; readonly dx: number },
): Markish[] {
  const { Plot } = canvas;
  const { colour, symbol, dash } = style;
  const mean = ({ error }: LayerError) => error.mean;
  return [
    Plot.line(rows, {
      x: "layer",
      y: mean,
      dx,
      stroke: colour,
      strokeOpacity: 0.45,
      strokeDasharray: dash,
    }),
    Plot.ruleX(
      rows.filter(({ error }) => error.low !== null),
      {
        x: "layer",
        y1: ({ error }: LayerError) => Math.max(0, error.low!),
        y2: ({ error }: LayerError) => error.high!,
        dx,
        stroke: colour,
        strokeWidth: 2.5,
      },
    ),
    Plot.dot(rows, { x: "layer", y: mean, dx, symbol, r: 4.5, fill: colour }),
    alarmTicks(canvas, rows.filter(isBroken), { x: ({ layer }) => layer, dx }),
  ];
}

function legend(canvas: Canvas, networks: readonly Look[]): Drawing {
  const { Plot } = canvas;
  const items = networks.map(({ name, style: { colour, symbol } }) => {
    return {
      label: name,
      marks: (x: number, y: number) => [
        Plot.link([0], { x: [x], y1: [y - 9], y2: [y + 9], stroke: colour, strokeWidth: 2.5 }),
        Plot.dot([0], { x: [x], y: [y], symbol, r: 4.5, fill: colour }),
      ],
    };
  });
  return legendDrawing(canvas, items, innerWidth);
}

/**
 * One order that keeps to each of the given ones; where they contradict each other, to the first. A name that only a
 * later order has comes right before the next one that is shared, so that layers meet at the output, not at the input.
 */
export function mergeOrders(orders: readonly (readonly string[])[]): string[] {
  const merged: string[] = [];
  for (const order of orders) {
    order.forEach((name, index) => {
      if (merged.includes(name)) return;
      const next = order.slice(index + 1).find((later) => merged.includes(later));
      merged.splice(next === undefined ? merged.length : merged.indexOf(next), 0, name);
    });
  }
  return merged;
}
