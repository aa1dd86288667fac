import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { messageOf } from "../../core/messageOf.ts";
import { dataFolders } from "../folders.ts";
import type { PackManifest } from "./packManifest.ts";
import { readManifest } from "./readManifest.ts";

const ending = ".safetensors";

/** The folder, inside each data folder, that holds packed files. */
const folderName = "packed";

/** Where a new packed file of that name goes. */
export function packedPath(
  name: string,
  size: number,
  [root = ""]: readonly string[] = dataFolders(),
): string {
  return join(root, folderName, `${name}-${size}${ending}`);
}

/**
 * The path of the packed file that a user means by `name`: a path that ends in .safetensors, or the file's name without
 * that in the folder `packed` of one of the data folders; nothing where there is no such file.
 */
export function findPacked(
  name: string,
  roots: readonly string[] = dataFolders(),
): string | undefined {
  if (name.endsWith(ending)) return existsSync(name) ? resolve(name) : undefined;
  if (name === "" || basename(name) !== name) return undefined;
  return roots
    .map((root) => join(root, folderName, `${name}${ending}`))
    .find((path) => existsSync(path));
}

/** Whether `name` means a packed file: one that is there, or a path that could be nothing else. */
export function isPacked(name: string, roots: readonly string[] = dataFolders()): boolean {
  return name.endsWith(ending) || findPacked(name, roots) !== undefined;
}

/** The names of the packed files in the data folders. */
export function packedNames(roots: readonly string[] = dataFolders()): string[] {
  const names = roots.flatMap((root) => namesIn(join(root, folderName)));
  return [...new Set(names)].sort();
}

/** One packed file of the list of data sets. */
export interface PackedListing {
  /** What it is asked for by. */
  readonly name: string;
  readonly path: string;
  /** Units: bytes */
  readonly size: number;
  /** Undefined where the file is damaged; `problem` then says how. */
  readonly manifest: PackManifest | undefined;
  readonly problem: string | undefined;
}

/** The packed files in the data folders, by name; of those of one name the one that is used. Headers are read, images are not. */
export async function listPacked(
  roots: readonly string[] = dataFolders(),
): Promise<PackedListing[]> {
  return Promise.all(
    packedNames(roots).map(async (name) => {
      const path = findPacked(name, roots)!;
      const size = statSync(path).size;
      try {
        return { name, path, size, manifest: await readManifest(path), problem: undefined };
      } catch (error) {
        const problem = messageOf(error);
        return { name, path, size, manifest: undefined, problem };
      }
    }),
  );
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return files.map((file) => file.slice(0, -ending.length));
}
