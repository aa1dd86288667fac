import { existsSync } from "node:fs";
import { DataError } from "../../core/errors.ts";
import { openSafetensors, type SafetensorsFile } from "../../storage/openSafetensors.ts";
import { cannotRead } from "../cannotRead.ts";
import { type PackManifest, packManifest } from "./packManifest.ts";

/**
 * What the packed file at `path` says about itself. Its header is checked, its images are not read.
 *
 * @throws {DataError} when it is no packed file, or a damaged one
 */
export async function readManifest(path: string): Promise<PackManifest> {
  const file = await openPacked(path);
  try {
    return manifestIn(file);
  } finally {
    await file.close();
  }
}

/**
 * Opens a packed file; where it is damaged, what to do is said.
 *
 * @throws {DataError} when it is missing, cut off, or no safetensors file
 * @throws {StorageError} when it cannot be read
 */
export async function openPacked(path: string): Promise<SafetensorsFile> {
  return await openSafetensors(path).catch((error: unknown) => {
    if (!(error instanceof DataError) || !existsSync(path)) throw error;
    throw new DataError(
      `${error.message}; if it was packed here, delete it and pack its folder again`,
      { cause: error },
    );
  });
}

/**
 * The manifest of an opened packed file, for whose tensors it fits.
 *
 * @throws {DataError} when it has none, or the tensors are not those that it speaks of
 */
export function manifestIn({ path, metadata, places }: SafetensorsFile): PackManifest {
  const text = metadata.manifest;
  if (text === undefined) {
    throw cannotRead(path, "it has no manifest, needs a file that `learnscope data pack` wrote");
  }
  const result = packManifest.safeParse(parsed(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.join(".") || "the whole";
    throw cannotRead(
      path,
      `its manifest is damaged at ${where}: ${issue?.message}, needs packing anew`,
    );
  }
  const manifest = result.data;
  const { size, channels, classes, concepts, splits } = manifest;
  for (const { name, values, ofClass } of concepts) {
    const isRight = ofClass?.length === classes.length && ofClass.every((at) => at < values.length);
    if (ofClass && !isRight) {
      throw cannotRead(path, `its concept "${name}" does not fit its classes, needs packing anew`);
    }
  }
  const check = (name: string, dtype: string, shape: readonly number[]) => {
    const place = places.get(name);
    const found = place ? `${place.dtype} [${place.shape.join(", ")}]` : "missing";
    const needed = `${dtype} [${shape.join(", ")}]`;
    if (found !== needed) throw cannotRead(path, `"${name}" is ${found}, needs ${needed}`);
  };
  for (const [split, { count }] of Object.entries(splits)) {
    check(`${split}/images`, "U8", [count, channels, size, size]);
    check(`${split}/labels`, "I32", [count]);
    for (const { name } of concepts) check(`${split}/concept/${name}`, "I32", [count]);
  }
  return manifest;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
