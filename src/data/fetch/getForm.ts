import { rename } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "../../core/errors.ts";
import { requireSpace } from "../../storage/freeSpace.ts";
import { checkFound } from "../check.ts";
import { checkFile, type FileCheck, isAcceptable } from "../checkFile.ts";
import type { DataFile, FoundFiles } from "../dataSource.ts";
import { onDisk, sizeOf } from "../disk.ts";
import { downloadFile } from "./download.ts";
import type { GetOptions, GetResult } from "./getOptions.ts";

/**
 * Downloads into its folder the files of a form that are missing or damaged; `title` is for messages.
 *
 * @throws {DataError} when a file cannot be had
 */
export async function getForm(
  title: string,
  found: FoundFiles,
  options: GetOptions,
): Promise<GetResult> {
  const { onProgress, roots: _, ...waiting } = options;
  const { form, folder } = found;
  const checks = await checkFound(found, onProgress);
  const wanted = checks.filter((check) => !isAcceptable(check));
  const packing = wanted.some(({ file }) => file.isGzip) ? ", plain or as .gz" : "";
  const needed = `${wanted.map(nameOf).join(", ")} put into "${folder}" as they are${packing}`;
  if (wanted.length > 0 && form.mirrors === undefined) {
    throw new DataError(`Cannot download ${title}: no address is known for it, needs ${needed}`);
  }
  const advice = `needs ${connectionNeeded()}, or ${needed}`;
  for (const check of wanted) {
    const { file } = check;
    const to = join(folder, fetchedName(file));
    await requireSpace(to, mostBytes(file) - (await sizeOf(`${to}.part`)));
    await downloadFile({
      urls: form.mirrors!.map((mirror) => `${mirror}${fetchedName(file)}`),
      to,
      isRight: async (path) => (await checkFile(file, { path, onProgress })).state === "right",
      most: mostBytes(file),
      advice,
      onProgress,
      ...waiting,
    });
    // A damaged file of another name would be found before the new one.
    if (check.path !== to) await putAside(check);
  }
  return {
    folder,
    kept: checks.filter(isAcceptable).map(nameOf),
    downloaded: wanted.map(nameOf),
  };
}

/** Node's `fetch` passes proxies by, where other programs on the machine may get through one. */
function connectionNeeded(): string {
  const { HTTPS_PROXY, https_proxy } = process.env;
  const hasProxy = HTTPS_PROXY || https_proxy;
  return hasProxy
    ? "a network connection without a proxy (that of HTTPS_PROXY is not used)"
    : "a network connection";
}

/** Keeps a damaged file under a name by which nothing finds it. */
export async function putAside({ path }: FileCheck): Promise<void> {
  if (path !== undefined) await onDisk(path, () => rename(path, `${path}.damaged`));
}

const nameOf = ({ file }: FileCheck) => file.name;

function fetchedName({ name, isGzip }: DataFile): string {
  return isGzip ? `${name}.gz` : name;
}

/** Packing can make contents larger, but not by more than this. */
function mostBytes({ isGzip, contents, packed }: DataFile): number {
  const published = isGzip ? packed?.size : contents?.size;
  return published ?? Math.ceil(1.001 * (contents?.size ?? Number.POSITIVE_INFINITY)) + 4096;
}
