import { dataSetNames, dataSets } from "./catalogue.ts";
import type { DataSource } from "./dataSource.ts";
import { sizeOf } from "./disk.ts";
import { dataFolderOf, dataFolders, findDataFile, missingFiles } from "./folders.ts";

/** One line of the list of data sets. */
export interface DataSetListing {
  readonly name: string;
  readonly title: string;
  readonly licence: string;
  readonly origin: string;
  readonly state: "built in" | "found" | "incomplete" | "missing";
  /** Where its files are, or would go; undefined where it has none. */
  readonly folder: string | undefined;
  /** Units: bytes that its files take on this disk. */
  readonly size: number;
}

/** All data sets, and which of them are on this machine. Files are counted, not read. */
export async function listDataSets(
  roots: readonly string[] = dataFolders(),
): Promise<DataSetListing[]> {
  return Promise.all(dataSetNames.map((name) => listingOf(name, dataSets[name], roots)));
}

async function listingOf(
  name: string,
  source: DataSource,
  roots: readonly string[],
): Promise<DataSetListing> {
  const { title, licence, origin } = source;
  const described = { name, title, licence, origin };
  if (source.kind === "generated") {
    return { ...described, state: "built in", folder: undefined, size: 0 };
  }
  const folder = dataFolderOf(source, roots);
  const lacking = missingFiles(source, folder).length;
  const paths = source.files.flatMap((file) => findDataFile(folder, file) ?? []);
  const sizes = await Promise.all(paths.map(sizeOf));
  return {
    ...described,
    state: lacking === 0 ? "found" : paths.length === 0 ? "missing" : "incomplete",
    folder,
    size: sizes.reduce((sum, size) => sum + size, 0),
  };
}
