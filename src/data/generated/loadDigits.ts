import type { MakeRequest } from "../dataSource.ts";
import type { Dataset } from "../dataset.ts";

/** Which digits a data set is made of. */
export interface DigitsOptions {
  readonly base: "generated-digits" | "mnist" | "emnist-digits";
  /** Of published digits there is one set only. */
  readonly dataSeed: number;
}

/**
 * The digits that a data set is made of, as many as are asked for; generated ones are drawn by `dataSeed`.
 *
 * @throws {UsageError | DataError} as `loadDataset` does
 */
export function loadDigits({
  options: { base, dataSeed },
  trainCount,
  testCount,
  load,
}: MakeRequest<DigitsOptions>): Promise<Dataset> {
  return load(base, {
    ...(trainCount !== undefined && { trainCount }),
    ...(testCount !== undefined && { testCount }),
    ...(base === "generated-digits" && { options: { dataSeed } }),
  });
}
