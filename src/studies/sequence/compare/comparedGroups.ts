import type { Estimate } from "../../../core/statistics.ts";
import type { FilterQuantity } from "../../../probes/filters/compareFilters.ts";
import { type CnnPair, nullKinds, type PairKind, pairEstimate, pairKinds } from "./compareCnns.ts";

/**
 * Pairs of CNNs that stand together in tables and figures.
 *
 * @source own design
 */
export interface ComparedGroup {
  readonly name: string;
  /** Whether it tells what comes out where there is nothing to find. */
  readonly isNull: boolean;
  /** All of one kind. */
  readonly pairs: readonly CnnPair[];
  /** The name of the null distribution whose range it is set beside in figures. */
  readonly reference: string | undefined;
  /** The mean over seeds; without an interval where pairs share seeds. Null where it was not measured. */
  readonly estimate: (quantity: FilterQuantity | "cka") => Estimate | null;
}

/** What random filters are called that are as long as those of a model. */
function randomName(model: 1 | 2): string {
  return `random, as long as model-${model}'s`;
}

const references: { readonly [Kind in PairKind]?: PairKind } = {
  "within model-1": "model-1, other seeds",
  "within model-2": "model-2, other seeds",
  "between the models": "model-1, other seeds",
};

/**
 * The pairs of each kind, those of random directions for each model by themselves, since for them it matters how long
 * filters are. Kinds without pairs, such as other seeds where there is one, are left out.
 */
export function comparedGroups(pairs: readonly CnnPair[]): ComparedGroup[] {
  const groups = pairKinds.flatMap((kind) => {
    const own = pairs.filter((pair) => pair.kind === kind);
    if (kind !== "random directions") return groupOf(kind, kind, own);
    return ([1, 2] as const).map((model) =>
      groupOf(
        randomName(model),
        kind,
        own.filter(({ a }) => a.model === model),
      ),
    );
  });
  const measured = groups.filter((group) => group.pairs.length > 0);
  const isHere = (reference?: string) => measured.some(({ name }) => name === reference);
  return measured.map((group) =>
    isHere(group.reference) ? group : { ...group, reference: undefined },
  );
}

function groupOf(name: string, kind: PairKind, pairs: readonly CnnPair[]): ComparedGroup {
  return {
    name,
    isNull: nullKinds.includes(kind),
    pairs,
    reference: references[kind],
    estimate: (quantity) => pairEstimate(pairs, kind, quantity),
  };
}
