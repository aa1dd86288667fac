import { existsSync } from "node:fs";
import { readdir, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DataError } from "../../core/errors.ts";
import { requireSpace } from "../../storage/freeSpace.ts";
import { accessNeeded } from "../accessNeeded.ts";
import { unpackArchive } from "../archives/unpackArchive.ts";
import type { FolderSource, FoundFiles } from "../dataSource.ts";
import { onDisk, sizeOf } from "../disk.ts";
import { findFiles, isWhole, look } from "../findFiles.ts";
import { dataFolders } from "../folders.ts";
import { getForm } from "./getForm.ts";
import type { GetOptions, GetResult } from "./getOptions.ts";

/**
 * Sees to it that the single images of a data set are on this machine: downloads the archives of what is missing, as
 * far as they are not there, and unpacks them.
 *
 * @throws {DataError} when an archive cannot be had or unpacked, or is not there for all
 */
export async function getImages(
  source: FolderSource,
  options: GetOptions = {},
): Promise<GetResult> {
  const { roots = dataFolders(), onProgress } = options;
  const images = findFiles([source.images], roots);
  if (isWhole(images)) {
    return {
      folder: images.folder,
      kept: source.images.files.map(({ name }) => name),
      downloaded: [],
    };
  }
  const access = accessNeeded(source, roots);
  if (access !== undefined) {
    throw new DataError(
      `Cannot download ${source.title}: it is not there for all, needs ${access}`,
    );
  }
  const wanted = wantedArchives(source, roots);
  const got = await getForm(source.title, wanted, options);
  const names = wanted.form.files.map(({ name }) => name);
  for (const name of names) await unpackBeside(join(got.folder, name), onProgress);
  return { ...got, folder: findFiles([source.images], roots).folder, unpacked: names };
}

/** Archives of which something that they hold is missing, in the folder with most of archives and contents. */
function wantedArchives({ archives }: FolderSource, roots: readonly string[]): FoundFiles {
  const contents = archives.files.flatMap(({ holds = [] }) => holds.map((name) => ({ name })));
  const all = { ...archives, files: [...archives.files, ...contents] };
  const { folder } = findFiles([all], roots);
  const files = archives.files.filter(
    ({ holds }) => holds === undefined || !holds.every((name) => existsSync(join(folder, name))),
  );
  return look({ ...archives, files }, folder);
}

/** What is in the archive appears in its folder when all of it is unpacked. */
async function unpackBeside(path: string, onProgress: GetOptions["onProgress"]): Promise<void> {
  const file = basename(path);
  const unpacked = `${path}.unpacked`;
  // Left by a call that was cut off after unpacking.
  await onDisk(unpacked, () => rm(unpacked, { recursive: true, force: true }));
  // At least: images hardly shrink when they are packed.
  await requireSpace(unpacked, await sizeOf(path));
  await unpackArchive(path, unpacked, {
    onProgress: ({ bytes }) =>
      onProgress?.({ doing: "unpacking", file, done: bytes, total: undefined }),
  });
  for (const name of await onDisk(unpacked, () => readdir(unpacked))) {
    const to = join(dirname(path), name);
    // Part of an earlier attempt to unpack it by other means.
    if (existsSync(to)) await onDisk(to, () => rename(to, freeNameOf(`${to}.damaged`)));
    await onDisk(to, () => rename(join(unpacked, name), to));
  }
  await onDisk(unpacked, () => rmdir(unpacked));
}

/** The path itself, or with a number behind it where something lies there already. */
function freeNameOf(path: string): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? path : `${path}-${number}`;
    if (!existsSync(free)) return free;
  }
}
