import type { Estimate } from "../../../core/statistics.ts";
import type { FilterQuantity } from "../../../probes/filters/compareFilters.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { type CnnPair, type PairKind, pairEstimate } from "./compareCnns.ts";

/**
 * Which pairs of CNNs: those of a kind, or only those of the kind that are of one model.
 *
 * @source own design
 */
export interface PairsOfKind {
  readonly kind: PairKind;
  readonly model?: 1 | 2;
}

/** What is set beside what. */
export interface FilterDifference {
  readonly title: string;
  readonly compared: PairsOfKind;
  readonly beside: PairsOfKind;
}

/** Every comparison of the source beside its nulls, and those within the models beside each other. */
export const filterDifferences: readonly FilterDifference[] = [
  ...([1, 2] as const).flatMap((model): FilterDifference[] => {
    const compared: PairsOfKind = { kind: model === 1 ? "within model-1" : "within model-2" };
    return [
      {
        title: `within model-${model} less random directions`,
        compared,
        beside: { kind: "random directions", model },
      },
      {
        title: `within model-${model} less untrained`,
        compared,
        beside: { kind: "untrained", model },
      },
    ];
  }),
  {
    title: "within model-2 less within model-1",
    compared: { kind: "within model-2" },
    beside: { kind: "within model-1" },
  },
  {
    title: "between the models less within model-1",
    compared: { kind: "between the models" },
    beside: { kind: "within model-1" },
  },
];

/** A quantity of some pairs, a value a seed; null where it was not measured. */
export function kindEstimate(
  pairs: readonly CnnPair[],
  { kind, model }: PairsOfKind,
  quantity: FilterQuantity | "cka",
): Estimate | null {
  const own = model === undefined ? pairs : pairs.filter(({ a }) => a.model === model);
  return pairEstimate(own, kind, quantity);
}

/** By how much the quantity of some pairs exceeds that of others, paired by seed; null where one was not measured. */
export function kindDifference(
  pairs: readonly CnnPair[],
  { compared, beside }: Omit<FilterDifference, "title">,
  quantity: FilterQuantity | "cka",
): Estimate | null {
  return differenceBetween(
    kindEstimate(pairs, compared, quantity),
    kindEstimate(pairs, beside, quantity),
  );
}
