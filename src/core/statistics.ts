import { studentCoverage } from "./studentCoverage.ts";

/** What a few measured values say about their mean. */
export interface Estimate {
  readonly mean: number;
  /** Ends of the 95 % confidence interval of the mean; null where fewer than two values leave it unknown. */
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly values: readonly number[];
  /** How the interval was found, where it is not that of Student's t: by the bootstrap, or of logarithms. */
  readonly interval?: "bootstrap" | "logarithmic";
}

/**
 * Mean and 95 % confidence interval (Student t) of values drawn independently, such as one per seed. A value that is
 * not finite makes the mean so too, and leaves the interval unknown.
 *
 * @throws {RangeError} when there is no value
 */
export function estimateOf(values: readonly number[]): Estimate {
  const centre = mean(values);
  const n = values.length;
  if (n < 2 || !Number.isFinite(centre)) return { mean: centre, low: null, high: null, n, values };
  const halfWidth = (usualQuantile(n - 1) * standardDeviation(values)) / Math.sqrt(n);
  return { mean: centre, low: centre - halfWidth, high: centre + halfWidth, n, values };
}

/**
 * The same of values that are so many times as much as something: twice is as far from once as half is. Geometric mean, and
 * the interval of the mean of the logarithms (Student t). Values must be above 0; others leave the interval unknown.
 *
 * @throws {RangeError} when there is no value
 */
export function estimateOfTimes(values: readonly number[]): Estimate {
  const { mean, low, high, n } = estimateOf(values.map(Math.log));
  const [from, to] = [low, high].map((end) => (end === null ? null : Math.exp(end)));
  return { mean: Math.exp(mean), low: from!, high: to!, n, values, interval: "logarithmic" };
}

const knownQuantiles = new Map<number, number>();

/** Found by halving, it takes far longer than all else here, and studies ask for that of a few numbers of seeds over and over. */
function usualQuantile(degrees: number): number {
  const quantile = knownQuantiles.get(degrees) ?? tQuantile(degrees);
  knownQuantiles.set(degrees, quantile);
  return quantile;
}

/**
 * Arithmetic mean.
 *
 * @throws {RangeError} when there is no value
 */
export function mean(values: readonly number[]): number {
  if (values.length === 0) {
    throw new RangeError("Cannot take a mean: 0 values, needs at least 1");
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Estimate, from a sample, of the deviation in the population: squares are divided by n - 1.
 *
 * @throws {RangeError} when there are fewer than two values
 */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) {
    throw new RangeError(
      `Cannot take a standard deviation: ${values.length} values, needs at least 2`,
    );
  }
  // Of equal values, a mean that was rounded would leave a deviation where there is none.
  if (values.every((value) => value === values[0])) return 0;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * The t that a Student variable stays within, to both sides, with probability `coverage`.
 *
 * @throws {RangeError} when `degrees` is not a number from 1, or `coverage` not between 0 and 1
 */
export function tQuantile(degrees: number, coverage = 0.95): number {
  if (!(degrees >= 1 && degrees < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`Cannot find a t quantile: degrees = ${degrees}, needs a number from 1`);
  }
  if (!(coverage > 0 && coverage < 1)) {
    throw new RangeError(
      `Cannot find a t quantile: coverage = ${coverage}, needs a number between 0 and 1`,
    );
  }
  let low = 0;
  let high = Math.PI / 2;
  for (let middle = high / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (studentCoverage(middle, degrees) < coverage) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan(high);
}
