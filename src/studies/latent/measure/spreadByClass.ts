import { mean } from "../../../core/statistics.ts";
import type { ComponentCounts } from "../../../probes/dimension/rowSpectra.ts";
import { sharePlace, varianceShares } from "../shares.ts";
import type { ClassSpread, OneClass } from "./measured.ts";

/** What is found by class, but not where. */
export type FoundByClass = Pick<ClassSpread, "within" | "byClass" | "between" | "betweenShare">;

/** How components of a layer's points are counted. */
export interface ClassCounts {
  /** Of the points of a class alone. */
  among(kept: Uint32Array): ComponentCounts;
  /** Of the means of all classes. */
  between(groups: readonly Uint32Array[]): ComponentCounts;
  /** Of all points: what the variance within classes is a part of. */
  readonly total: number;
}

/** The images of a class, by their places. */
export interface ClassGroup {
  readonly label: number;
  readonly places: Uint32Array;
}

/**
 * How points spread within each class, and the classes' means among each other. In a class of one image nothing can vary:
 * it has a mean and no components. What does not lie within classes lies between their means.
 *
 * @source variance within and between: Fisher 1936, Annals of Eugenics 7, 179–188; the counts: own design
 */
export function spreadByClass(
  groups: readonly ClassGroup[],
  { among, between, total }: ClassCounts,
): FoundByClass {
  if (total === 0) return nothingByClass(groups);
  const own = groups.map(({ places }) => (places.length > 1 ? among(places) : null));
  const several = own.flatMap((counts) => counts ?? []);
  const inside = several.reduce((sum, counts) => sum + counts.total, 0);
  return {
    within: several.length === 0 ? null : meansOf(several),
    byClass: groups.map((group, at) => oneClass(group, own[at]?.components[sharePlace])),
    between: between(groups.map(({ places }) => places)).components,
    betweenShare: Math.max(0, 1 - inside / total),
  };
}

/** Of the shares that were counted in every class. */
function meansOf(counts: readonly ComponentCounts[]): number[] {
  const known = Math.min(...counts.map(({ components }) => components.length));
  return varianceShares
    .slice(0, known)
    .map((_, at) => mean(counts.map(({ components }) => components[at]!)));
}

/** The same where nothing varies. */
export function nothingByClass(groups: readonly ClassGroup[]): FoundByClass {
  return {
    within: null,
    byClass: groups.map((group) => oneClass(group)),
    between: null,
    betweenShare: null,
  };
}

function oneClass({ label, places }: ClassGroup, count: number | null = null): OneClass {
  return { label, images: places.length, count };
}

/** Where the images of each class stand among the first so many, in the order of the labels. */
export function classGroups(labels: Int32Array, count: number): ClassGroup[] {
  const shown = labels.subarray(0, count);
  const present = [...new Set(shown)].sort((a, b) => a - b);
  return present.map((label) => ({
    label,
    places: Uint32Array.from(shown.keys()).filter((place) => shown[place] === label),
  }));
}
