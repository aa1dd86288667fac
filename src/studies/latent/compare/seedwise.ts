import { type Estimate, estimateOf, estimateOfTimes } from "../../../core/statistics.ts";

/**
 * A number of several estimates, seed by seed, such as the least of them; null where one was not measured, or not with the
 * same seeds. Of what are so many times as much it is taken to be such a number, too.
 *
 * @source own design
 */
export function seedwise(
  estimates: readonly (Estimate | null)[],
  combine: (values: readonly number[]) => number,
): Estimate | null {
  const known = estimates.flatMap((estimate) => estimate ?? []);
  const [first] = known;
  if (!first || known.length < estimates.length || known.some(({ n }) => n !== first.n))
    return null;
  const isTimes = known.every(({ interval }) => interval === "logarithmic");
  const values = first.values.map((_, seed) => combine(known.map((own) => own.values[seed]!)));
  return isTimes ? estimateOfTimes(values) : estimateOf(values);
}

/** The least of several values of each seed: above a limit where all of them are. */
export function least(estimates: readonly (Estimate | null)[]): Estimate | null {
  return seedwise(estimates, (values) => Math.min(...values));
}

/** The largest of several values of each seed: below a limit where all of them are. */
export function largest(estimates: readonly (Estimate | null)[]): Estimate | null {
  return seedwise(estimates, (values) => Math.max(...values));
}

/** The geometric mean of several values of each seed, which is the mean of what are times as much. */
export function geometricMean(estimates: readonly (Estimate | null)[]): Estimate | null {
  return seedwise(estimates, (values) =>
    Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length),
  );
}
