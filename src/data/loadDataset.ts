import type { Normalisation } from "../core/normalisation.ts";
import { resolveSettings } from "../core/settings.ts";
import { dataSets, dataSourceOf, isDataSetName } from "./catalogue.ts";
import { checkCount } from "./checkCount.ts";
import type { DataSource, FileSource, LoadOptions } from "./dataSource.ts";
import type { Dataset } from "./dataset.ts";
import { findFiles, isWhole } from "./findFiles.ts";
import { dataFolders } from "./folders.ts";
import { missing, notPacked } from "./notHere.ts";
import { findPacked, isPacked } from "./pack/findPacked.ts";
import { loadPacked } from "./pack/loadPacked.ts";
import { firstExamples } from "./selectExamples.ts";

/**
 * Loads a data set from the files on this machine, published or packed here, or makes it. Nothing is downloaded.
 *
 * Shape: images [N, C, H, W] with N as asked for, else all
 * @throws {UsageError} when there is no data set of that name, or not so many examples
 * @throws {DataError} when its files are missing or damaged
 */
export async function loadDataset(
  name: string,
  options: LoadOptions = {},
  roots: readonly string[] = dataFolders(),
): Promise<Dataset> {
  if (!isDataSetName(name) && isPacked(name, roots)) {
    resolveSettings(name, {}, { given: options.options ?? {} });
    const packed = await loadPacked(findPacked(name, roots) ?? name, pixelsOf);
    return firstOf(name, { ...packed, normalisation: publishedFor(packed) }, options);
  }
  const source = dataSourceOf(name);
  if (source.kind === "generated") {
    checkCount(name, "trainCount", { count: options.trainCount, most: source.most });
    checkCount(name, "testCount", { count: options.testCount, most: source.most });
    const settings = resolveSettings(name, source.settings, { given: options.options ?? {} });
    const load = (base: string, asked?: LoadOptions) => loadDataset(base, asked, roots);
    const { trainCount, testCount } = options;
    return source.make({ options: settings, trainCount, testCount, load });
  }
  if (source.kind === "folder") throw await notPacked(name, source, roots);
  resolveSettings(name, {}, { given: options.options ?? {} });
  return firstOf(name, await loadFiles(name, source, roots), options);
}

/**
 * Reads a data set from its files; `loadDataset` for one that is not, or not yet, in the catalogue.
 *
 * @throws {DataError} when they are missing or damaged
 */
export async function loadFiles(
  name: string,
  source: FileSource,
  roots: readonly string[],
): Promise<Dataset> {
  const found = findFiles(source.forms, roots);
  if (!isWhole(found)) throw missing(name, source, { found, roots });
  return found.form.load(found);
}

/** Images that were packed of a published data set are normalised as its own, whatever their size. */
function publishedFor({ name }: Dataset): Normalisation | undefined {
  const source = originOf(name.replace(/-\d+$/, ""));
  return source?.kind === "folder" ? source.normalisation : undefined;
}

/** Data sets in files were published as pixels; copies of them as JPEG are named `<data set>-jpeg-<size>`. */
function pixelsOf(name: string): string | undefined {
  const source = originOf(name.replace(/(-jpe?g)?-\d+$/, ""));
  return source?.kind === "files" ? source.title : undefined;
}

function originOf(name: string): DataSource | undefined {
  return isDataSetName(name) ? dataSets[name] : undefined;
}

function firstOf(name: string, dataset: Dataset, options: LoadOptions): Dataset {
  const { train, test } = dataset;
  checkCount(name, "trainCount", { count: options.trainCount, most: train.count });
  checkCount(name, "testCount", { count: options.testCount, most: test.count });
  const { trainCount = train.count, testCount = test.count } = options;
  return {
    ...dataset,
    train: firstExamples(train, trainCount),
    test: firstExamples(test, testCount),
  };
}
