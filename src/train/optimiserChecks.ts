import { UsageError } from "../core/errors.ts";

/**
 * Refuses numbers that are not shares of what was before, from 0 up to below 1, such as momentum.
 *
 * @throws {UsageError} naming the first
 */
export function checkShares(optimiser: string, options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!(value >= 0 && value < 1)) refuse(optimiser, `${name} is ${value}, needs 0 up to below 1`);
  }
}

/**
 * Refuses numbers that are negative or not finite, such as a weight decay.
 *
 * @throws {UsageError} naming the first
 */
export function checkAmounts(optimiser: string, options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      refuse(optimiser, `${name} is ${value}, needs a number >= 0`);
    }
  }
}

/**
 * Refuses numbers that are not above 0, such as what keeps a divisor from being 0.
 *
 * @throws {UsageError} naming the first
 */
export function checkPositive(optimiser: string, options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
      refuse(optimiser, `${name} is ${value}, needs a number above 0`);
    }
  }
}

function refuse(optimiser: string, reason: string): never {
  throw new UsageError(`Cannot use ${optimiser}: ${reason}`);
}
