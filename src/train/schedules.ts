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

export interface StepRateOptions {
  readonly rate: number;
  /** What the rate is multiplied with each time. */
  readonly factor: number;
  readonly everySteps: number;
}

/**
 * A rate that falls by a factor every so many steps.
 *
 * @throws {UsageError} when a number is out of range
 */
export function stepRate({ rate, factor, everySteps }: StepRateOptions): Schedule {
  checkFactor(factor);
  const steps = checkSteps("everySteps", everySteps);
  return scaled(rate, (step) => factor ** Math.floor(step / steps));
}

export interface MultiStepRateOptions {
  readonly rate: number;
  /** What the rate is multiplied with each time. */
  readonly factor: number;
  /** The first steps at the new rates; one that stands there twice counts twice. */
  readonly atSteps: readonly number[];
}

/**
 * A rate that falls by a factor at certain steps.
 *
 * @throws {UsageError} when a number is out of range
 */
export function multiStepRate({ rate, factor, atSteps }: MultiStepRateOptions): Schedule {
  checkFactor(factor);
  for (const at of atSteps) checkSteps("atSteps", at);
  return scaled(rate, (step) => factor ** atSteps.filter((at) => at <= step).length);
}

export interface CosineRateOptions {
  readonly rate: number;
  /** Where it ends. */
  readonly minimum?: number;
  readonly totalSteps: number;
}

/**
 * Half a cosine wave from the rate down to the minimum, reached after `totalSteps` and kept from then on.
 *
 * @throws {UsageError} when a number is out of range
 */
export function cosineRate({ rate, minimum = 0, totalSteps }: CosineRateOptions): Schedule {
  const steps = checkSteps("totalSteps", totalSteps);
  if (!(minimum >= 0 && minimum <= rate)) {
    throw new UsageError(
      `Cannot train: minimum is ${minimum}, needs a learning rate up to ${rate}`,
    );
  }
  const share = minimum / rate;
  return scaled(rate, (step) => share + (1 - share) * halfWave(Math.min(1, step / steps)));
}

export interface InverseSqrtRateOptions {
  readonly rate: number;
  /** How long each rate stays. */
  readonly everySteps?: number;
}

/**
 * rate / √(1 + ⌊step / everySteps⌋), as in the experiments on double descent.
 *
 * @throws {UsageError} when a number is out of range
 */
export function inverseSqrtRate({ rate, everySteps = 512 }: InverseSqrtRateOptions): Schedule {
  const steps = checkSteps("everySteps", everySteps);
  return scaled(rate, (step) => 1 / Math.sqrt(1 + Math.floor(step / steps)));
}

/**
 * The schedule, whose first rates are lowered: step s of the w steps of warm-up takes (s + 1) / (w + 1) of its rate.
 * Whatever the schedule does at a certain step it does at that step, with and without warm-up.
 *
 * @throws {UsageError} when the warm-up is not a whole number of steps
 */
export function withWarmup(schedule: Schedule, warmupSteps: number): Schedule {
  if (!Number.isInteger(warmupSteps) || warmupSteps < 0) {
    throw new UsageError(`Cannot train: warmupSteps is ${warmupSteps}, needs a whole number >= 0`);
  }
  return (step) => schedule(step) * Math.min(1, (step + 1) / (warmupSteps + 1));
}

/** From 1 at 0 to 0 at 1, level at both ends. */
export function halfWave(share: number): number {
  return (1 + Math.cos(Math.PI * share)) / 2;
}

/**
 * A number of steps as it was given.
 *
 * @throws {UsageError} when it is not a whole number above 0
 */
export function checkSteps(name: string, steps: number): number {
  if (Number.isInteger(steps) && steps > 0) return steps;
  throw new UsageError(`Cannot train: ${name} is ${steps}, needs a whole number of steps above 0`);
}

function checkFactor(factor: number): void {
  if (factor > 0 && factor <= 1) return;
  throw new UsageError(
    `Cannot train: the learning rate's factor is ${factor}, needs above 0 up to 1`,
  );
}

function scaled(rate: number, share: (step: number) => number): Schedule {
  const constant = constantRate(rate);
  return (step) => constant(step) * share(step);
}
