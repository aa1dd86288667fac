import { normalQuantile } from "./normalQuantile.ts";

/** Kendall's τ-b; or why there is none. */
export type RankAgreement =
  | {
      readonly value: number;
      /** Middle 95 % of what two orders give that have nothing to do with each other. */
      readonly chance: readonly [low: number, high: number];
    }
  | { readonly value: null; readonly reason: string };

/**
 * How far two orders of the same things agree, by Kendall's τ-b: the pairs that both put in the same order less those
 * that they put in opposite ones, over the geometric mean of the pairs that each puts in an order at all. 1 where both
 * are the same, −1 where one is the reverse. Null where one of them tells no two things apart.
 *
 * What chance gives is that of permuted orders with the same ties, where τ is close to normal for ten things or more.
 * Takes O(n log n) time: the pairs that a sort by both orders has to swap are counted by merging.
 *
 * Shape: a [N], b [N]
 * Units: none; −1 to 1
 * @throws {RangeError} when the two are not of the same length, or hold NaN
 * @source Kendall 1945, doi:10.1093/biomet/33.3.239 (τ-b); Knight 1966, doi:10.1080/01621459.1966.10480879 (counting);
 * Kendall 1970, "Rank correlation methods", section 4.4 (variance with ties)
 */
export function kendallTau(a: ArrayLike<number>, b: ArrayLike<number>): RankAgreement {
  const count = a.length;
  if (b.length !== count) {
    throw new RangeError(
      `Cannot compare orders: they are of ${count} and ${b.length} things, needs the same`,
    );
  }
  for (let at = 0; at < count; at++) {
    if (Number.isNaN(a[at]!) || Number.isNaN(b[at]!)) {
      throw new RangeError(`Cannot compare orders: rank ${at} is NaN, needs a number`);
    }
  }
  const [ranksA, ranksB] = [ranksOf(a), ranksOf(b)];
  // One number for both ranks, which sorts by the first, and where that is equal by the second.
  const pairs = ranksA.map((rank, at) => rank * count + ranksB[at]!).sort();
  const all = pairsOf(count);
  const first = tiesOf(ranksA.sort());
  const both = tiesOf(pairs).pairs;
  const swaps = swapsToSort(pairs.map((pair) => pair % count));
  const second = tiesOf(ranksB.sort());
  if (first.pairs === all || second.pairs === all) {
    return { value: null, reason: "one of the orders tells no two apart" };
  }
  const ordered = Math.sqrt((all - first.pairs) * (all - second.pairs));
  const difference = all - first.pairs - second.pairs + both - 2 * swaps;
  const deviation = Math.sqrt(varianceOf(count, first, second)) / ordered;
  const reach = Math.min(1, normalQuantile * deviation);
  // Rounding leads beyond 1, where there is nothing.
  return { value: Math.max(-1, Math.min(1, difference / ordered)), chance: [-reach, reach] };
}

/** Sums over groups of equal ranks. */
interface Ties {
  /** Pairs within groups: Σ t(t − 1)/2. */
  readonly pairs: number;
  /** Σ t(t − 1)(t − 2) */
  readonly triples: number;
  /** Σ t(t − 1)(2t + 5) */
  readonly weighted: number;
}

/** How many are smaller: one number for equals, whatever their size, infinite or not. */
function ranksOf(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  return Float64Array.from(values, (value) => {
    let [low, high] = [0, sorted.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

function tiesOf(sorted: Float64Array): Ties {
  let [pairs, triples, weighted] = [0, 0, 0];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    const size = to - from;
    pairs += pairsOf(size);
    triples += size * (size - 1) * (size - 2);
    weighted += size * (size - 1) * (2 * size + 5);
  }
  return { pairs, triples, weighted };
}

/** How many pairs stand in the wrong order; sorts on the way, by merging ever longer sorted stretches. */
function swapsToSort(values: Float64Array): number {
  let [from, into] = [values.slice(), new Float64Array(values.length)];
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at++) {
        if (left < middle && (right >= end || from[left]! <= from[right]!)) {
          into[at] = from[left++]!;
        } else {
          into[at] = from[right++]!;
          swaps += middle - left;
        }
      }
    }
    [from, into] = [into, from];
  }
  return swaps;
}

/** Of the difference of pairs, over all permutations of one order against the other. */
function varianceOf(count: number, a: Ties, b: Ties): number {
  const both = count * (count - 1);
  const untied = (both * (2 * count + 5) - a.weighted - b.weighted) / 18;
  const doubled = (2 * a.pairs * b.pairs) / both;
  const tripled = count > 2 ? (a.triples * b.triples) / (9 * both * (count - 2)) : 0;
  return untied + doubled + tripled;
}
