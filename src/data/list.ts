import { basename, dirname } from "node:path";
import { dataSetNames, dataSets } from "./catalogue.ts";
import type { DataSource, FoundFiles } from "./dataSource.ts";
import { sizeOf } from "./disk.ts";
import { findFiles, isWhole } from "./findFiles.ts";
import { dataFolders } from "./folders.ts";
import { listPacked, type PackedListing } from "./pack/findPacked.ts";

/** One line of the list of data sets. */
export interface DataSetListing {
  readonly name: string;
  readonly title: string;
  readonly licence: string;
  readonly origin: string;
  /** "not unpacked": there are the archives of its images, but not yet the images. */
  readonly state:
    | "built in"
    | "found"
    | "incomplete"
    | "not unpacked"
    | "missing"
    | "packed"
    | "damaged";
  /** Where its files are, or would go; undefined where it has none. */
  readonly folder: string | undefined;
  /** In which of its forms it is there. */
  readonly form: string | undefined;
  /** Units: bytes that its files take on this disk, without those of single images. */
  readonly size: number;
}

/** All data sets, and which of them are on this machine, and what was packed. Files are counted, not read. */
export async function listDataSets(
  roots: readonly string[] = dataFolders(),
): Promise<DataSetListing[]> {
  const listings = dataSetNames.map((name) => listingOf(name, dataSets[name], roots));
  const packed = (await listPacked(roots)).map(packedListingOf);
  return [...(await Promise.all(listings)), ...packed];
}

function packedListingOf({ name, path, size, manifest }: PackedListing): DataSetListing {
  return {
    name,
    title: manifest?.title ?? name,
    licence: "",
    origin: "packed on this machine",
    state: manifest === undefined ? "damaged" : "packed",
    folder: dirname(path),
    form: basename(path),
    size,
  };
}

async function listingOf(
  name: string,
  source: DataSource,
  roots: readonly string[],
): Promise<DataSetListing> {
  const { title, licence, origin } = source;
  const described = { name, title, licence, origin };
  if (source.kind === "generated") {
    return { ...described, state: "built in", folder: undefined, form: undefined, size: 0 };
  }
  if (source.kind === "files") {
    const found = findFiles(source.forms, roots);
    return { ...described, state: stateOf(found), ...(await placeOf(found)) };
  }
  const images = findFiles([source.images], roots);
  if (isWhole(images)) return { ...described, state: "found", ...(await placeOf(images)), size: 0 };
  const archives = findFiles([source.archives], roots);
  const state = isWhole(archives) ? "not unpacked" : stateOf(archives);
  return { ...described, state, ...(await placeOf(archives)) };
}

function stateOf(found: FoundFiles): "found" | "incomplete" | "missing" {
  if (isWhole(found)) return "found";
  return found.paths.some((path) => path !== undefined) ? "incomplete" : "missing";
}

async function placeOf(found: FoundFiles) {
  const { form, folder, paths } = found;
  const sizes = await Promise.all(
    paths.flatMap((path) => (path === undefined ? [] : sizeOf(path))),
  );
  const size = sizes.reduce((sum, one) => sum + one, 0);
  return { folder, form: size > 0 ? form.title : undefined, size };
}
