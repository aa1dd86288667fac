import { mean } from "../../../core/statistics.ts";
import type { CnnMeasured } from "../measure/measureCnn.ts";
import { filtersAt } from "./compareCnns.ts";

type Learned = Pick<CnnMeasured, "filterShape" | "epochs">;

/**
 * How far the filters of a CNN are, at one of its kept epochs, -1 for the last, from where they began: the norm of the difference of all
 * weights, divided by the norm that they began with. Not a number where that was 0.
 *
 * @source own definition
 */
export function movedSince(cnn: Learned, at: number): number {
  const [before, after] = [filtersAt(cnn, 0).values, filtersAt(cnn, at).values];
  const way = Array.from(after, (weight, place) => weight - before[place]!);
  const norm = Math.hypot(...Array.from(before));
  return norm === 0 ? Number.NaN : Math.hypot(...way) / norm;
}

/**
 * The share of a filter's squared norm at the end that lies along the filter it began as, or against it: the squared
 * cosine, as a mean over filters that have a length. Of a direction that was drawn at random it is 1 / weights on average.
 *
 * @source own definition
 */
export function shareKept(cnn: Learned): number {
  const [before, after] = [filtersAt(cnn, 0), filtersAt(cnn, -1)];
  const shares = Array.from({ length: after.count }, (_, filter) => {
    let [product, first, last] = [0, 0, 0];
    for (let at = filter * after.size; at < (filter + 1) * after.size; at++) {
      const [began, ended] = [before.values[at]!, after.values[at]!];
      product += began * ended;
      first += began ** 2;
      last += ended ** 2;
    }
    return product ** 2 / (first * last);
  }).filter((share) => Number.isFinite(share));
  return shares.length === 0 ? Number.NaN : mean(shares);
}
