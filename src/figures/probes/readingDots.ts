import type { Markish } from "@observablehq/plot";
import { type Canvas, loadCanvas } from "../canvas.ts";
import { type Drawing, fontSize, plotDrawing } from "../drawing.ts";
import { innerWidth } from "../figure.ts";
import { flatDomain } from "../flatDomain.ts";
import { numberTexts } from "../numberText.ts";
import { percent, textWidth } from "../text.ts";
import { colours } from "../theme.ts";
import type { LinePoint, QuantityParts } from "./readingLines.ts";

const rowHeight = 22;
/** To the right of the frame, for the numbers. */
const numbersWidth = 76;

interface Row {
  readonly name: string;
  readonly point: LinePoint;
  readonly others: readonly number[];
}

/** A quantity that was measured at one epoch alone: a row for each layer, class or run, with its number at the end. */
export async function readingDots(parts: QuantityParts): Promise<Drawing> {
  const { quantity, format, lines, untrained } = parts;
  const canvas = await loadCanvas();
  const rows = lines.map(({ name, subject, points }): Row => {
    return { name, point: points[0]!, others: untrained.get(subject) ?? [] };
  });
  const left = 14 + Math.max(...rows.map(({ name }) => textWidth(name, fontSize)));
  const values = rows.flatMap(({ point, others }) => [...point.y.values, ...others]);
  const ends = rows.flatMap(({ point: { y, chance } }) => [y.low, y.high, ...(chance ?? [])]);
  const domain = flatDomain([...values, ...ends.filter((end) => end !== null)]);
  return plotDrawing(canvas, {
    width: innerWidth,
    height: 64 + rowHeight * rows.length,
    marginLeft: Math.ceil(left),
    marginRight: numbersWidth,
    marginTop: 10,
    marginBottom: 44,
    x: {
      label: null,
      nice: true,
      inset: 6,
      ...(domain ? { domain: [...domain] } : {}),
      ...(format === "percent" ? { tickFormat: (share: number) => percent(share) } : {}),
    },
    y: { type: "band", domain: rows.map(({ name }) => name), padding: 0.15, label: null },
    marks: [
      canvas.Plot.gridX({ ticks: 6, stroke: colours.faint, strokeOpacity: 1 }),
      canvas.Plot.gridY({ stroke: colours.faint, strokeOpacity: 1, strokeDasharray: "1 3" }),
      canvas.Plot.axisX({ ticks: 6, tickSize: 0 }),
      canvas.Plot.axisY({ tickSize: 0 }),
      ...rows.flatMap((row) => rowMarks(canvas, row, numberTexts(values, format))),
      canvas.Plot.text([quantity], { frameAnchor: "bottom", dy: 40, fill: colours.soft }),
    ],
  });
}

function rowMarks(
  { Plot }: Canvas,
  { name, point, others }: Row,
  textOf: (value: number) => string,
): Markish[] {
  const { y, chance } = point;
  const at = { y: () => name };
  const colour = colours.ink;
  const span = (low: number, high: number, style: object) =>
    Plot.ruleY([[low, high]], { ...at, x1: "0", x2: "1", ...style });
  const tick = { ...at, stroke: colours.soft, strokeDasharray: "2 2" };
  return [
    ...(others.length > 0
      ? [
          span(Math.min(...others), Math.max(...others), {
            stroke: colours.faint,
            strokeWidth: 12,
            strokeLinecap: "square",
          }),
        ]
      : []),
    Plot.tickX(chance ?? [], { ...tick, x: (end: number) => end }),
    ...(y.low === null || y.high === null
      ? []
      : [span(y.low, y.high, { stroke: colour, strokeWidth: 2 })]),
    ...(y.n > 1
      ? [
          Plot.dot(y.values, {
            ...at,
            x: (value: number) => value,
            r: 2,
            fill: colour,
            fillOpacity: 0.5,
          }),
        ]
      : []),
    Plot.dot(y.n > 0 ? [y.mean] : [], { ...at, x: (mean: number) => mean, r: 4, fill: "#0072b2" }),
    Plot.text([y.n > 0 ? textOf(y.mean) : "—"], {
      ...at,
      frameAnchor: "right",
      textAnchor: "end",
      dx: numbersWidth - 6,
    }),
  ];
}
