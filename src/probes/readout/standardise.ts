import type { FeatureRows } from "./fitLogistic.ts";

/** Features to fit to, and the same of other examples. */
export interface FeaturePair {
  readonly fit: FeatureRows;
  readonly test: FeatureRows;
}

/** Below this share of a feature's own size, what it varies by is rounding. */
const roundingShare = 1e-6;

/**
 * Features less their means and divided by their deviations, both those of the examples to fit to. Features that are the
 * same for all of these are left out.
 *
 * Shape: [N, D] and [M, D] -> [N, D'] and [M, D']
 * @source Hastie, Tibshirani & Friedman 2009, "The Elements of Statistical Learning", section 3.4.1
 */
export function standardise({ fit, test }: FeaturePair): FeaturePair {
  const scales = Array.from({ length: fit.size }, (_, at) => ({ at, ...scaleOf(fit, at) }));
  const kept = scales.filter(({ deviation, most }) => deviation > roundingShare * most);
  const scaled = ({ values, count, size }: FeatureRows): FeatureRows => {
    // As many features as flattened maps have are used in products alone, which are of that precision.
    const out = new (kept.length > fit.count ? Float32Array : Float64Array)(count * kept.length);
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < kept.length; column++) {
        const { at, mean, deviation } = kept[column]!;
        out[row * kept.length + column] = (values[row * size + at]! - mean) / deviation;
      }
    }
    return { values: out, count, size: kept.length };
  };
  return { fit: scaled(fit), test: scaled(test) };
}

/** Squares are divided by N, as the regularisation of published readouts has them. */
function scaleOf({ values, count, size }: FeatureRows, at: number) {
  let [sum, most] = [0, 0];
  for (let place = at; place < values.length; place += size) {
    sum += values[place]!;
    most = Math.max(most, Math.abs(values[place]!));
  }
  const mean = sum / count;
  let squares = 0;
  for (let place = at; place < values.length; place += size)
    squares += (values[place]! - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count), most };
}
