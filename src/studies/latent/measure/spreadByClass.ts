import { mean } from "../../../core/statistics.ts";
import type { ComponentCounts } from "../../../probes/dimension/rowSpectra.ts";
import { varianceShares } from "../shares.ts";
import type { ClassSpread } from "./measured.ts";

/** What is found by class, but not where. */
export type FoundByClass = Pick<
  ClassSpread,
  "within" | "imagesOfClass" | "between" | "betweenShare"
>;

/** How components of a layer's points are counted. */
export interface ClassCounts {
  /** Of the points of a class alone. */
  among(kept: Uint32Array): ComponentCounts;
  /** Of the means of all classes. */
  between(groups: readonly Uint32Array[]): ComponentCounts;
  /** Of all points: what the variance within classes is a part of. */
  readonly total: number;
}

/**
 * How points spread within each class, and the classes' means among each other. In a class of one image nothing can vary:
 * it has a mean and no components. What does not lie within classes lies between their means.
 *
 * @source variance within and between: Fisher 1936, Annals of Eugenics 7, 179–188; the counts: own design
 */
export function spreadByClass(
  groups: readonly Uint32Array[],
  { among, between, total }: ClassCounts,
): FoundByClass {
  if (total === 0) return nothingByClass(groups);
  const several = groups.filter(({ length }) => length > 1).map(among);
  const known = Math.min(...several.map(({ components }) => components.length));
  const inside = several.reduce((sum, own) => sum + own.total, 0);
  return {
    within:
      several.length === 0
        ? null
        : varianceShares
            .slice(0, known)
            .map((_, at) => mean(several.map(({ components }) => components[at]!))),
    imagesOfClass: imagesOfClass(groups),
    between: between(groups).components,
    betweenShare: Math.max(0, 1 - inside / total),
  };
}

/** The same where nothing varies. */
export function nothingByClass(groups: readonly Uint32Array[]): FoundByClass {
  return {
    within: null,
    imagesOfClass: imagesOfClass(groups),
    between: null,
    betweenShare: null,
  };
}

function imagesOfClass(groups: readonly Uint32Array[]): number {
  return mean(groups.map(({ length }) => length));
}

/** Where the images of each class stand among the first so many, in the order of the labels. */
export function classGroups(labels: Int32Array, count: number): Uint32Array[] {
  const shown = labels.subarray(0, count);
  const present = [...new Set(shown)].sort((a, b) => a - b);
  return present.map((label) =>
    Uint32Array.from(shown.keys()).filter((place) => shown[place] === label),
  );
}
