import type { GivenSettings } from "../core/settings.ts";
import { dataSourceOf, isDataSetName } from "../data/catalogue.ts";
import type { Dataset } from "../data/dataset.ts";
import { dataFolders } from "../data/folders.ts";
import { isMissing } from "../data/isMissing.ts";
import { loadDataset } from "../data/loadDataset.ts";
import { isPacked } from "../data/pack/findPacked.ts";
import type { CommonSettings, Study } from "../studies/study.ts";

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
  /** What takes the place of data that are not there: the first of these that is. */
  readonly substitutes?: readonly string[] | undefined;
  /** The data folders. */
  readonly roots?: readonly string[];
}

/**
 * The data set to use: the one asked for; where none was asked for and no file of the usual one is on this machine, the
 * first of its substitutes, by default generated digits, which is said.
 *
 * @throws {UsageError} when there is no data set of that name
 */
export function dataNameOf(
  { data }: Pick<DataSettings, "data">,
  { given, note, substitutes = ["generated-digits"], roots = dataFolders() }: DataNameOptions,
): string {
  if (!isDataSetName(data) && isPacked(data, roots)) return data;
  const source = dataSourceOf(data);
  if ("data" in given || !isMissing(source, roots)) return data;
  const substitute = substitutes.find((name) => isHere(name, roots));
  if (substitute === undefined) return data;
  note(
    `${source.title} is not on this machine: going on with ${substituteText(substitute)}; \`learnscope data get ${data}\` fetches it`,
  );
  return substitute;
}

function isHere(name: string, roots: readonly string[]): boolean {
  return isDataSetName(name) ? !isMissing(dataSourceOf(name), roots) : isPacked(name, roots);
}

function substituteText(name: string): string {
  return isDataSetName(name) ? dataSourceOf(name).title : `the packed images "${name}"`;
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

/**
 * The images that a study's settings ask for, made with the options that the study has for them.
 *
 * @throws {UsageError | DataError} as `loadDataset` does
 */
export function openStudyData(
  { dataOptions = {} }: Pick<Study<CommonSettings, unknown, unknown>, "dataOptions">,
  settings: CommonSettings,
): Promise<Dataset> {
  return openDataset({ ...settings, dataOptions: dataOptions[settings.data] ?? {} });
}
