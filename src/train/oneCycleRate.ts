import { UsageError } from "../core/errors.ts";
import { checkSteps, constantRate, halfWave, type Schedule } from "./schedules.ts";

export interface OneCycleRateOptions {
  /** The largest rate. */
  readonly rate: number;
  readonly totalSteps: number;
  /** The part of all steps that the rise takes. */
  readonly riseShare?: number;
  /** What the largest rate is divided by to begin with. */
  readonly startDivisor?: number;
  /** What the first rate is divided by to end with. */
  readonly endDivisor?: number;
  readonly form?: "cosine" | "linear";
}

/**
 * A rise from a low rate to the largest and a fall to a much lower one, in steps of their own. Like PyTorch's, but the
 * momentum stays as it is (`cycle_momentum=False`), and the last rate is kept after `totalSteps`.
 *
 * @throws {UsageError} when a number is out of range
 */
export function oneCycleRate({
  rate,
  totalSteps,
  riseShare = 0.3,
  startDivisor = 25,
  endDivisor = 1e4,
  form = "cosine",
}: OneCycleRateOptions): Schedule {
  constantRate(rate);
  checkSteps("totalSteps", totalSteps);
  checkShare(riseShare);
  const first = rate / startDivisor;
  // PyTorch's steps that end rise and fall; the first need not be whole.
  const top = riseShare * totalSteps - 1;
  const end = totalSteps - 1;
  const between = { cosine: cosineBetween, linear: linearBetween }[form];
  return (step) =>
    step < top
      ? between(first, rate, step / top)
      : between(rate, first / endDivisor, Math.min(1, (step - top) / (end - top)));
}

function checkShare(riseShare: number): void {
  if (riseShare > 0 && riseShare < 1) return;
  throw new UsageError(
    `Cannot train: riseShare is ${riseShare}, needs a number above 0 and below 1`,
  );
}

function cosineBetween(from: number, to: number, share: number): number {
  return to + (from - to) * halfWave(share);
}

function linearBetween(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
