import { UsageError } from "../core/errors.ts";

/** How many examples are asked for, undefined where all are, and how many there are. */
interface Count {
  readonly count: number | undefined;
  readonly most: number;
}

/**
 * Checks that a data set can give as many examples as are asked for under the name `key`.
 *
 * @throws {UsageError} when it cannot
 */
export function checkCount(
  name: string,
  key: "trainCount" | "testCount",
  { count, most }: Count,
): void {
  if (count === undefined || (Number.isInteger(count) && count >= 1 && count <= most)) return;
  throw new UsageError(
    `Cannot load data set "${name}": ${key} = ${count}, needs a whole number from 1 to ${most}`,
  );
}
