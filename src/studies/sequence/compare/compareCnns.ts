import { makeStream } from "../../../core/random.ts";
import { type Estimate, estimateOf, mean } from "../../../core/statistics.ts";
import {
  compareFilters,
  type FilterComparison,
  type FilterQuantity,
} from "../../../probes/filters/compareFilters.ts";
import { type Filters, randomDirections } from "../../../probes/filters/filterSimilarity.ts";
import { linearCka } from "../../../probes/similarity/linearCka.ts";
import type { CnnMeasured } from "../measure/measureCnn.ts";
import type { CnnName } from "./cnnName.ts";

/**
 * Which two CNNs are compared: those that the source compares, and those that tell what its numbers would be if there were
 * nothing to be seen.
 *
 * @source the first three: Inoue & Tsukamoto 2021, figures 4 and 5; the others are ours
 */
export const pairKinds = [
  "within model-1",
  "within model-2",
  "between the models",
  "model-1, other seeds",
  "model-2, other seeds",
  "untrained",
  "random directions",
] as const;

/** One of the kinds of pairs. */
export type PairKind = (typeof pairKinds)[number];

/** Kinds that the others are measured by. */
export const nullKinds: readonly PairKind[] = pairKinds.slice(3);

/** Two CNNs set beside each other. */
export interface CnnPair {
  readonly kind: PairKind;
  readonly a: CnnName;
  readonly b: CnnName;
  /** How like the filters of a are to those of b, and the other way round. */
  readonly there: FilterComparison;
  readonly back: FilterComparison;
  /** Linear CKA of what they say of the same digits, debiased; null where there is nothing to compare. */
  readonly cka: number | null;
}

type Cnn = CnnName & CnnMeasured;

/** Random directions are drawn so often for each pair, and the mean is taken. */
export const randomDraws = 20;

/** Sets every CNN beside those that it is to be compared with. */
export function compareCnns(cnns: readonly Cnn[]): CnnPair[] {
  const pairs = cnns.flatMap((a, at) => cnns.slice(at + 1).map((b) => [a, b] as const));
  const compared = pairs.flatMap(([a, b]) => {
    const kind = kindOf(a, b);
    return kind ? [trainedPair(kind, a, b)] : [];
  });
  const same = pairs.filter(([a, b]) => a.seed === b.seed && a.model === b.model);
  return [
    ...compared,
    ...same.map(([a, b]) => untrainedPair(a, b)),
    ...same.map(([a, b]) => randomPair(a, b)),
  ];
}

function kindOf(a: Cnn, b: Cnn): PairKind | undefined {
  if (a.seed === b.seed) {
    if (a.model === b.model) return a.model === 1 ? "within model-1" : "within model-2";
    return a.place === b.place ? "between the models" : undefined;
  }
  if (a.model !== b.model || a.place !== b.place) return undefined;
  return a.model === 1 ? "model-1, other seeds" : "model-2, other seeds";
}

function trainedPair(kind: PairKind, a: Cnn, b: Cnn): CnnPair {
  const [own, other] = [filtersAt(a, -1), filtersAt(b, -1)];
  return {
    ...named(kind, a, b),
    there: compareFilters(own, other),
    back: compareFilters(other, own),
    cka: ckaOf(a.outputs.trained, b.outputs.trained),
  };
}

function untrainedPair(a: Cnn, b: Cnn): CnnPair {
  const [own, other] = [filtersAt(a, 0), filtersAt(b, 0)];
  return {
    ...named("untrained", a, b),
    there: compareFilters(own, other),
    back: compareFilters(other, own),
    cka: ckaOf(a.outputs.untrained, b.outputs.untrained),
  };
}

/** Filters as long as those that were learned, but pointing anywhere. */
function randomPair(a: Cnn, b: Cnn): CnnPair {
  const [own, other] = [filtersAt(a, -1), filtersAt(b, -1)];
  const stream = makeStream(a.seed, `directions/model-${a.model}`);
  const drawn = Array.from({ length: randomDraws }, (_, draw) =>
    randomDirections(other, stream, draw),
  );
  return {
    ...named("random directions", a, b),
    there: meanOf(drawn.map((filters) => compareFilters(own, filters))),
    back: meanOf(drawn.map((filters) => compareFilters(filters, own))),
    cka: null,
  };
}

function meanOf(comparisons: readonly FilterComparison[]): FilterComparison {
  const quantities = Object.keys(comparisons[0]!) as FilterQuantity[];
  const means = quantities.map((quantity) => {
    const values = comparisons.flatMap((comparison) => comparison[quantity] ?? []);
    return [quantity, values.length === comparisons.length ? mean(values) : null] as const;
  });
  return Object.fromEntries(means) as FilterComparison;
}

function named(kind: PairKind, a: Cnn, b: Cnn): Pick<CnnPair, "kind" | "a" | "b"> {
  const nameOf = ({ model, place, seed }: Cnn): CnnName => ({ model, place, seed });
  return { kind, a: nameOf(a), b: nameOf(b) };
}

/** The filters of a CNN at one of its epochs, -1 for the last. */
export function filtersAt(
  { filterShape, epochs }: Pick<CnnMeasured, "filterShape" | "epochs">,
  at: number,
): Filters {
  const { filters } = epochs.at(at)!;
  const count = filterShape[0]!;
  return { values: filters, count, size: filters.length / count };
}

/** Shape: [M, 10] each */
function ckaOf(a: readonly number[], b: readonly number[]): number | null {
  return linearCka(gramOf(a), gramOf(b)).value;
}

function gramOf(outputs: readonly number[]) {
  const count = outputs.length / 10;
  const products = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let k = 0; k < 10; k++) sum += outputs[10 * i + k]! * outputs[10 * j + k]!;
      products[i * count + j] = sum;
    }
  }
  return { count, products };
}

/**
 * A quantity of a kind of pairs, a value a seed: the mean over the pairs that a CNN of the seed belongs to, in both
 * directions. Pairs of two seeds count for both, so that such values depend on each other: there is no interval then. Null
 * where nothing was compared, or filters have no direction.
 */
export function pairEstimate(
  pairs: readonly CnnPair[],
  kind: PairKind,
  quantity: FilterQuantity | "cka",
): Estimate | null {
  const own = pairs.filter((pair) => pair.kind === kind);
  const seeds = [...new Set(own.flatMap(({ a, b }) => [a.seed, b.seed]))].sort((a, b) => a - b);
  const values = seeds.map((seed) => {
    const ofSeed = own.filter(({ a, b }) => a.seed === seed || b.seed === seed);
    return mean(ofSeed.map((pair) => pairValue(pair, quantity) ?? Number.NaN));
  });
  if (values.length === 0 || values.some(Number.isNaN)) return null;
  const isShared = own.some(({ a, b }) => a.seed !== b.seed);
  return { ...estimateOf(values), ...(isShared ? { low: null, high: null } : {}) };
}

/** A quantity of two CNNs, the mean of both directions; null where there is none. */
export function pairValue(
  { there, back, cka }: CnnPair,
  quantity: FilterQuantity | "cka",
): number | null {
  if (quantity === "cka") return cka;
  const [one, other] = [there[quantity], back[quantity]];
  return one === null || other === null ? null : (one + other) / 2;
}
