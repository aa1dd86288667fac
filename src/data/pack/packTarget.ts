import { statSync } from "node:fs";
import { UsageError } from "../../core/errors.ts";
import type { PackManifest } from "./packManifest.ts";
import type { PackPlan } from "./packPlan.ts";
import { readManifest } from "./readManifest.ts";

/**
 * What the packed file at `path` says about itself; nothing where there is none. Nothing else is ever replaced.
 *
 * @throws {UsageError} when something else lies there
 */
export async function readTarget(path: string): Promise<PackManifest | undefined> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isDirectory()) {
    throw new UsageError(`Cannot pack to "${path}": it is a folder, needs the path of a file`);
  }
  return await readManifest(path).catch((error: unknown) => {
    throw new UsageError(
      `Cannot pack to "${path}": a file that is no whole packed one is there, needs another path, or that it is deleted`,
      { cause: error },
    );
  });
}

/**
 * Makes sure that the packed file that is to be replaced was made of the same images with the same settings.
 *
 * @throws {UsageError} when it was not
 */
export function checkReplaces(path: string, there: PackManifest, { manifest }: PackPlan): void {
  const differences = [
    ...(there.folder === manifest.folder ? [] : [`of the folder "${there.folder}"`]),
    ...(["size", "fit", "channels", "title", "name"] as const)
      .filter((key) => there[key] !== manifest[key])
      .map((key) => `with ${key}=${there[key]}`),
    ...(there.folder === manifest.folder && there.source !== manifest.source
      ? ["of other images, or others to test with"]
      : []),
    ...(["kernel", "decoder"] as const)
      .filter((key) => there[key] !== manifest[key])
      .map((key) => `with the ${key} ${there[key]}`),
  ];
  if (differences.length === 0) return;
  throw new UsageError(
    `Cannot pack "${manifest.folder}" to "${path}": what is there was made ${differences.join(", ")}, needs \`name=\` or \`to=\` for another file, or \`replace=true\``,
  );
}
