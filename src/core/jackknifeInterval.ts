import { mean, tQuantile } from "./statistics.ts";

/** Ends of a 95 % confidence interval. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

const everywhere = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** Groups that are left out, where there are so many members. */
const usualGroups = 10;

/**
 * Who stays when one group after the other is left out of `count` members. A group is every tenth member, so that what
 * stands together in a list, such as the images of a class, is spread over all groups. None with fewer than 20 members.
 */
export function leaveOut(count: number): Uint32Array[] {
  if (count < 2 * usualGroups) return [];
  return Array.from({ length: usualGroups }, (_, group) =>
    Uint32Array.from({ length: count }, (_, member) => member).filter(
      (member) => member % usualGroups !== group,
    ),
  );
}

/**
 * The 95 % confidence interval of an estimate from what it is without each of some groups of equal size: the delete-a-group
 * jackknife, with Student's t. It suits estimates that no sample with the same member twice may be asked for, as distances
 * and inner products of members, and that change smoothly with their sample. It ends where what is estimated does, such as a
 * length at 0. Null where there are fewer than two groups, or not all have an estimate.
 *
 * @source Kott 2001, "The delete-a-group jackknife", Journal of Official Statistics 17, equation 1; Efron & Tibshirani 1993,
 * "An Introduction to the Bootstrap", chapter 11
 */
export function jackknifeInterval(
  estimate: number,
  withoutGroup: readonly (number | null)[],
  [least, most]: readonly [least: number, most: number] = everywhere,
): Ends | null {
  const values = withoutGroup.filter((value) => value !== null && Number.isFinite(value));
  const groups = withoutGroup.length;
  if (groups < 2 || values.length < groups) return null;
  const centre = mean(values as number[]);
  const squares = (values as number[]).reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const halfWidth = tQuantile(groups - 1) * Math.sqrt(((groups - 1) / groups) * squares);
  return { low: Math.max(least, estimate - halfWidth), high: Math.min(most, estimate + halfWidth) };
}
