import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";
import type { DataSource } from "./dataSource.ts";
import { generatedDigits } from "./generatedDigits.ts";
import { mnist } from "./mnist.ts";

/** The data sets that can be asked for by name. */
export const dataSets = {
  "generated-digits": generatedDigits,
  mnist,
} as const satisfies { readonly [name: string]: DataSource };

/** What a data set can be asked for by. */
export type DataSetName = keyof typeof dataSets;

/** The names of all data sets. */
export const dataSetNames = Object.keys(dataSets) as DataSetName[];

/**
 * The entry of the catalogue that a user means by `name`.
 *
 * @throws {UsageError} when there is none
 */
export function dataSourceOf(name: string): DataSource {
  const known = dataSetNames.find((candidate) => candidate === name);
  if (known !== undefined) return dataSets[known];
  throw new UsageError(
    `Cannot use data set "${name}": there is none of that name, ${needs(name, dataSetNames)}`,
  );
}
