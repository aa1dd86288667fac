import { middleOf } from "./middleOf.ts";
import { makeStream } from "./random.ts";
import { type Estimate, estimateOf, mean } from "./statistics.ts";

/** How often the values are drawn again. */
const resamples = 10_000;

/** Of more values the mean is as good as normal, and drawing them again takes minutes and gigabytes. */
const mostDrawn = 500;

/**
 * Mean and 95 % percentile interval of the bootstrap: what lies between the 2.5th and the 97.5th percentile of the means
 * of 10,000 samples drawn from the values with replacement. The same values always give the same interval. With fewer
 * than ten values or so it is narrower than it should be; Student's t, where it applies, is not. Of more than 500 values
 * it is Student's.
 *
 * @throws {RangeError} when there is no value
 * @source Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13
 */
export function bootstrapInterval(values: readonly number[]): Estimate {
  if (values.length > mostDrawn) return estimateOf(values);
  const estimate = { mean: mean(values), n: values.length, values, interval: "bootstrap" } as const;
  const [low, high] = percentileInterval(values) ?? [null, null];
  return { ...estimate, low, high };
}

/** The interval of mean(b) - mean(a) where each group is drawn again by itself; null where it cannot be known. */
export function bootstrapDifference(
  a: readonly number[],
  b: readonly number[],
): readonly [low: number, high: number] | null {
  if (!isEnough(a) || !isEnough(b)) return null;
  const [first, second] = [resampledMeans(a, "a"), resampledMeans(b, "b")];
  return middleOf(first.map((mean, index) => second[index]! - mean));
}

function percentileInterval(values: readonly number[]): readonly [number, number] | null {
  return isEnough(values) ? middleOf(resampledMeans(values, "values")) : null;
}

function isEnough(values: readonly number[]): boolean {
  return values.length >= 2 && values.every((value) => Number.isFinite(value));
}

function resampledMeans(values: readonly number[], group: string): Float64Array {
  const n = values.length;
  const chosen = chosenOf(n, group);
  const means = new Float64Array(resamples);
  for (let sample = 0; sample < resamples; sample++) {
    let sum = 0;
    for (let draw = sample * n; draw < (sample + 1) * n; draw++) sum += values[chosen[draw]!]!;
    means[sample] = sum / n;
  }
  return means;
}

/** Kept from call to call, the first ones forgotten first: a curve asks for the same at each of its epochs. */
const drawn = new Map<string, Uint32Array>();
const mostKept = 8;

/** Which of n values are drawn, n for each sample. */
function chosenOf(n: number, group: string): Uint32Array {
  const name = `bootstrap/${group}/${n}`;
  let chosen = drawn.get(name);
  if (!chosen) {
    const stream = makeStream(0, name);
    chosen = Uint32Array.from({ length: resamples * n }, (_, draw) => stream.integers(0, draw, n));
    const [oldest] = drawn.keys();
    if (drawn.size === mostKept && oldest) drawn.delete(oldest);
    drawn.set(name, chosen);
  }
  return chosen;
}
