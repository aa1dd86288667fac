import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { reasonOf } from "../reasonOf.ts";
import { byCodePoint } from "./byCodePoint.ts";
import { cannotList } from "./cannotList.ts";

/** The names of what lies in a folder, by code point. Hidden files and folders are not among them. */
export interface FolderContents {
  readonly path: string;
  readonly folders: readonly string[];
  /** Files with the ending of an image. */
  readonly images: readonly string[];
  /** All other files. */
  readonly others: readonly string[];
}

/**
 * Looks into a folder, at names alone: an image is what has the ending of one. Folders may hold a million images, and to
 * ask for each of them takes minutes.
 *
 * @throws {DataError} when it cannot be read
 */
export async function readFolder(path: string): Promise<FolderContents> {
  const entries = (await entriesOf(path)).filter(({ name }) => !name.startsWith("."));
  const folders: string[] = [];
  const images: string[] = [];
  const others: string[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (entry.isDirectory()) folders.push(name);
    else if (isImageName(name)) images.push(name);
    else if (entry.isSymbolicLink() && (await isFolder(join(path, name)))) folders.push(name);
    else others.push(name);
  }
  for (const names of [folders, images, others]) names.sort(byCodePoint);
  return { path, folders, images, others };
}

async function entriesOf(path: string): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    throw cannotList(path, `${reasonOf(error)}, needs a folder that can be read`, error);
  }
}

/** Whether a file has the ending of an image of a format that is not read. */
export function isOtherFormat(name: string): boolean {
  return /\.(gif|bmp|tiff?|avif|heic|heif|jxl|jp2)$/i.test(name);
}

function isImageName(name: string): boolean {
  return /\.(jpe?g|png|webp)$/i.test(name);
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
