import { UsageError } from "../core/errors.ts";

/** The learning rate of a step, which counts from 0 over all epochs. */
export type Schedule = (step: number) => number;

/**
 * The same learning rate for every step.
 *
 * @throws {UsageError} when it is not above 0
 */
export function constantRate(rate: number): Schedule {
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`Cannot train: the learning rate is ${rate}, needs a number above 0`);
  }
  return () => rate;
}
