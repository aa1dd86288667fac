import type { Canvas } from "./canvas.ts";

/** Ends of a scale, and the colours between them. */
export interface ColourScale {
  readonly domain: readonly [low: number, high: number];
  /** What stands at a part of the way from the low end to the high one. */
  valueAt(place: number): number;
  /** Of a value; one beyond the ends has the colour of the end. */
  colourOf(value: number): string;
  /** What can be read on it: black or white. */
  inkOn(value: number): string;
}

/** From dark to light, or from one colour over white in the middle to another. */
export type ColourScheme = "sequential" | "diverging";

export interface ColourScaleOptions {
  readonly scheme: ColourScheme;
  /** Whether equal ratios are equally far apart; then both ends are above 0. */
  readonly isLogarithmic?: boolean;
}

const schemes = { sequential: "viridis", diverging: "PuOr" } as const;

/** Colours for numbers that remain apart under every common colour blindness. */
export function colourScale(
  canvas: Canvas,
  domain: readonly [low: number, high: number],
  { scheme, isLogarithmic = false }: ColourScaleOptions,
): ColourScale {
  const [low, high] = domain;
  const placeOf = (value: number) => {
    if (!isLogarithmic) return (value - low) / (high - low);
    return Math.log(Math.max(low, value) / low) / Math.log(high / low);
  };
  const valueAt = (place: number) =>
    isLogarithmic ? low * (high / low) ** place : low + place * (high - low);
  // Colours that diverge do so from 0.
  const ends = scheme === "sequential" ? [0, 1] : [-0.5, 0.5];
  const scale = canvas.Plot.scale({
    color: { scheme: schemes[scheme], domain: ends, clamp: true },
  });
  return {
    domain,
    valueAt,
    colourOf: (value) => scale.apply(ends[0]! + placeOf(value)),
    inkOn(value) {
      const place = Math.min(1, Math.max(0, placeOf(value)));
      const isDark = scheme === "sequential" ? place < 0.45 : Math.abs(place - 0.5) > 0.3;
      return isDark ? "white" : "black";
    },
  };
}
