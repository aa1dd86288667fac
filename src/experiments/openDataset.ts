import type { GivenSettings } from "../core/settings.ts";
import { dataSourceOf, isDataSetName } from "../data/catalogue.ts";
import type { Dataset } from "../data/dataset.ts";
import { isMissing } from "../data/isMissing.ts";
import { loadDataset } from "../data/loadDataset.ts";
import { isPacked } from "../data/pack/findPacked.ts";

/** Which data, and how many of them; 0 for all. */
export interface DataSettings {
  readonly data: string;
  readonly trainCount: number;
  readonly testCount: number;
}

export interface DataNameOptions {
  /** What was typed: a data set that was asked for by name is not replaced by another. */
  readonly given: GivenSettings;
  readonly note: (line: string) => void;
}

/** What takes the place of data that are not there. */
const substitute = "generated-digits";

/**
 * The data set to use: the one asked for; where none was asked for and no file of the usual one is on this machine,
 * generated digits, which is said.
 *
 * @throws {UsageError} when there is no data set of that name
 */
export function dataNameOf({ data }: DataSettings, { given, note }: DataNameOptions): string {
  if (!isDataSetName(data) && isPacked(data)) return data;
  const source = dataSourceOf(data);
  if ("data" in given || !isMissing(source)) return data;
  note(
    `${source.title} is not on this machine: going on with generated digits; \`learnscope data get ${data}\` fetches it`,
  );
  return substitute;
}

/**
 * The images that settings ask for.
 *
 * @throws {UsageError | DataError} as `loadDataset` does
 */
export function openDataset({
  data,
  trainCount,
  testCount,
  dataOptions: options = {},
}: DataSettings & { readonly dataOptions?: GivenSettings }): Promise<Dataset> {
  return loadDataset(data, {
    options,
    ...(trainCount > 0 ? { trainCount } : {}),
    ...(testCount > 0 ? { testCount } : {}),
  });
}
