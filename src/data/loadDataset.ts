import { join } from "node:path";
import { DataError, UsageError } from "../core/errors.ts";
import { dataSourceOf } from "./catalogue.ts";
import type { FileSource, LoadOptions } from "./dataSource.ts";
import { type Dataset, firstExamples } from "./dataset.ts";
import { dataFolderOf, dataFolders, missingFiles } from "./folders.ts";

/**
 * Loads a data set from the files on this machine, or makes it. Nothing is downloaded.
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
  const source = dataSourceOf(name);
  if (source.kind === "generated") {
    checkCount(name, "trainCount", { count: options.trainCount, most: source.most });
    checkCount(name, "testCount", { count: options.testCount, most: source.most });
    return source.make(options);
  }
  const folder = dataFolderOf(source, roots);
  if (missingFiles(source, folder).length > 0) throw missing(name, source, roots);
  const dataset = await source.load(folder);
  const { train, test } = dataset;
  const { trainCount = train.count, testCount = test.count } = options;
  checkCount(name, "trainCount", { count: trainCount, most: train.count });
  checkCount(name, "testCount", { count: testCount, most: test.count });
  return {
    ...dataset,
    train: firstExamples(train, trainCount),
    test: firstExamples(test, testCount),
  };
}

interface Count {
  readonly count: number | undefined;
  readonly most: number;
}

function checkCount(name: string, key: "trainCount" | "testCount", { count, most }: Count): void {
  if (count === undefined || (Number.isInteger(count) && count >= 1 && count <= most)) return;
  throw new UsageError(
    `Cannot load data set "${name}": ${key} = ${count}, needs a whole number from 1 to ${most}`,
  );
}

function missing(name: string, source: FileSource, roots: readonly string[]): DataError {
  const folders = roots.map((root) => join(root, source.folder));
  const lacks = folders.map((folder) => {
    const files = missingFiles(source, folder).map((file) => file.name);
    return `"${folder}" lacks ${files.join(", ")}`;
  });
  return new DataError(
    `Cannot load ${source.title}: ${lacks.join(" and ")}, needs \`learnscope data get ${name}\` or the files in one folder, plain or as .gz`,
  );
}
