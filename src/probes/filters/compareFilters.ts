import type { Table } from "../../core/assignment.ts";
import { makeStream } from "../../core/random.ts";
import { mean } from "../../core/statistics.ts";
import {
  type Filters,
  filterCosines,
  filterDistances,
  matchedDissimilarity,
  nearestDissimilarity,
  randomDirections,
  withoutScale,
} from "./filterSimilarity.ts";

/** How the filters of one network are looked for among those of another. */
export const filterQuantities = [
  "nearest distance",
  "matched distance",
  "nearest scale-free distance",
  "matched scale-free distance",
  "nearest cosine",
  "matched cosine",
] as const;

/** One of the ways to compare the filters of two networks. */
export type FilterQuantity = (typeof filterQuantities)[number];

/** A number for every way; null where filters have no direction. */
export type FilterComparison = { readonly [Quantity in FilterQuantity]: number | null };

/**
 * How like the filters of one network are to those of another: the mean over its filters of the distance to the nearest
 * of the other, and the mean distance of the best one-to-one matching. Both of the filters as they are, of filters that
 * are divided by their norms, and of absolute cosines, where the greatest is the nearest.
 *
 * Shape: a [O, D], b [P, D]
 * @throws {RangeError} when filters are of different sizes
 * @source Inoue & Tsukamoto 2021, equation 1, averaged over filters; the rest own design
 */
export function compareFilters(a: Filters, b: Filters): FilterComparison {
  const scaleFree = filterDistances(withoutScale(a), withoutScale(b));
  const cosines = filterCosines(a, b);
  // The greatest cosines are the least of their negatives.
  const negative = { ...cosines, values: Float64Array.from(cosines.values, (value) => -value) };
  const [distance, withoutNorms, angle] = [
    meansOf(filterDistances(a, b)),
    meansOf(scaleFree),
    meansOf(negative),
  ];
  const turned = (value: number | null) => (value === null ? null : -value);
  return {
    "nearest distance": distance.nearest,
    "matched distance": distance.matched,
    "nearest scale-free distance": withoutNorms.nearest,
    "matched scale-free distance": withoutNorms.matched,
    "nearest cosine": turned(angle.nearest),
    "matched cosine": turned(angle.matched),
  };
}

function meansOf(table: Table) {
  if (table.rows === 0 || table.columns === 0) return { nearest: null, matched: null };
  return {
    nearest: mean([...nearestDissimilarity(table)]),
    matched: mean([...matchedDissimilarity(table)]),
  };
}

/** The least and the greatest of so many draws enclose the middle 95 % of all on average. */
const draws = 39;

/**
 * What `compareFilters` gives where the other network's filters are as long as they are, but point anywhere: between the
 * least and the greatest of 39 draws.
 *
 * Shape: a [O, D], b [P, D]
 * @throws {RangeError} when filters are of different sizes
 * @source own design, see `randomDirections`
 */
export function chanceComparison(
  a: Filters,
  b: Filters,
  seed: number,
): { readonly [Quantity in FilterQuantity]: readonly [low: number, high: number] | null } {
  const stream = makeStream(seed, "probe/filters/directions");
  const drawn = Array.from({ length: draws }, (_, draw) =>
    compareFilters(a, randomDirections(b, stream, draw)),
  );
  const bandOf = (quantity: FilterQuantity) => {
    const values = drawn.flatMap((comparison) => comparison[quantity] ?? []);
    return values.length < draws ? null : ([Math.min(...values), Math.max(...values)] as const);
  };
  return {
    "nearest distance": bandOf("nearest distance"),
    "matched distance": bandOf("matched distance"),
    "nearest scale-free distance": bandOf("nearest scale-free distance"),
    "matched scale-free distance": bandOf("matched scale-free distance"),
    "nearest cosine": bandOf("nearest cosine"),
    "matched cosine": bandOf("matched cosine"),
  };
}
