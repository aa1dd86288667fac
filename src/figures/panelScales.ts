import type { ScaleOptions } from "@observablehq/plot";
import { bandDomain } from "./bandDomain.ts";
import { type NumberFormat, numberTexts, sizeTexts } from "./numberText.ts";
import type { PanelAxes, PanelLimit, PanelPoint } from "./panelPoint.ts";
import { roundDomain } from "./roundDomain.ts";
import { roundSteps } from "./roundSteps.ts";
import { symlog, ticksApart } from "./ticksApart.ts";

/** A scale with what is written along it. */
export interface PanelScale<Value> {
  readonly scale: ScaleOptions;
  readonly ticks: readonly Value[];
  readonly write: (value: Value) => string;
}

export interface PanelScalesOptions extends PanelAxes {
  readonly limits: readonly PanelLimit[];
}

/** More numbers of epochs would touch. */
const mostEpochs = 12;

/** Both scales of a chart that these points are to be seen in. */
export function panelScales(
  points: readonly PanelPoint[],
  options: PanelScalesOptions,
): { readonly x: PanelScale<string | number>; readonly y: PanelScale<number> } {
  return { x: xScaleOf(points, options), y: yScaleOf(points, options) };
}

function xScaleOf(
  points: readonly PanelPoint[],
  { xScale }: PanelScalesOptions,
): PanelScale<string | number> {
  const xs = [...new Set(points.map(({ x }) => x))];
  if (xScale === "names") {
    return {
      scale: { type: "point", domain: xs, padding: 0.5 },
      ticks: xs,
      write: String,
    };
  }
  const numbers = xs.map(Number).sort((a, b) => a - b);
  const domain = [numbers[0]!, numbers.at(-1)!];
  const isEpochs = xScale === "epochs";
  return {
    scale: isEpochs
      ? { type: "symlog", constant: 1, domain, inset: 6 }
      : { type: "log", domain, inset: 6 },
    ticks: isEpochs ? ticksApart(numbers, symlog, mostEpochs) : powersOfTen(numbers),
    write: (x) => Number(x).toLocaleString("en"),
  };
}

/** Where there are fewer than two of them, the first and the last number. */
function powersOfTen(numbers: readonly number[]): readonly number[] {
  const powers = numbers.filter((number) => Math.log10(number) % 1 === 0);
  return powers.length > 1 ? powers : [...new Set([numbers[0]!, numbers.at(-1)!])];
}

function yScaleOf(
  points: readonly PanelPoint[],
  { yScale, format, limits, level }: PanelScalesOptions,
): PanelScale<number> {
  const values = [
    ...points.map(({ y }) => y.mean),
    ...limits.flatMap((limit) => limit.points.map(({ y }) => y)),
    ...(level ? [level.value] : []),
  ].filter(Number.isFinite);
  const ends = points.flatMap(({ y }) => (y.low === null ? [] : [y.low, y.high!]));
  if (yScale === "linear") return linearScale(values, ends, format);
  const { domain, ticks } = roundDomain(
    values.filter((value) => value > 0),
    ends,
  );
  const write = sizeTexts(format);
  const isShare = format === "percent";
  return {
    scale: { type: "log", domain: [...domain] },
    ticks,
    write: (value) => (isShare ? write(value) : value.toLocaleString("en")),
  };
}

/** From 0, or from below the least where that is less. Wide bands are cut off. */
function linearScale(
  values: readonly number[],
  ends: readonly number[],
  format: NumberFormat,
): PanelScale<number> {
  const [low, high] = bandDomain(values, ends, 0) ?? [
    Math.min(0, ...values, ...ends),
    Math.max(0, ...values, ...ends),
  ];
  const isShare = format === "percent" && values.every((value) => value >= 0 && value <= 1);
  const ticks = roundSteps(Math.min(0, low), isShare ? Math.min(1, high) : high);
  return {
    scale: { type: "linear", domain: [ticks[0]!, ticks.at(-1)!] },
    ticks,
    write: numberTexts(ticks, format, digitsBetween(ticks, format)),
  };
}

/** That tell neighbouring numbers apart. */
function digitsBetween([first = 0, second = 1]: readonly number[], format: NumberFormat): number {
  const step = (second - first) * (format === "percent" ? 100 : 1);
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}
