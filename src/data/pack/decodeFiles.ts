import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../../core/codeOf.ts";
import { DataError } from "../../core/errors.ts";
import { reasonOf } from "../reasonOf.ts";
import { decodeImage } from "./decodeImage.ts";
import { type PackSettings, packedSize } from "./packSettings.ts";

/** Image files to decode. */
export interface DecodeRequest {
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly SurveyedFile[];
  readonly settings: PackSettings;
  /** How many are decoded beside each other. */
  readonly inFlight: number;
}

/** A file as it was found before packing began. */
export interface SurveyedFile {
  readonly path: string;
  /** Units: bytes; -1 where there was none, or a folder, a pipe or a device. */
  readonly size: number;
}

/** What became of files. */
export interface DecodedFiles {
  /** Those that could be decoded, one after the other. Shape: [M, C, H, W] */
  readonly images: Uint8Array;
  /** The others. */
  readonly failures: readonly Failure[];
}

/** A file that could not be decoded: its index and the reason. */
export type Failure = readonly [index: number, reason: string];

/** No photograph is larger as a file. Units: bytes */
const largestFile = 2 ** 28;

/**
 * Reads and decodes files, several beside each other; the result does not depend on how many.
 *
 * @throws {DataError} when a file is gone that was there before
 */
export async function decodeFiles(request: DecodeRequest): Promise<DecodedFiles> {
  const { files, settings, inFlight } = request;
  const step = packedSize(settings);
  const images = new Uint8Array(files.length * step);
  const placeOf = (index: number) => images.subarray(index * step, (index + 1) * step);
  const failed: number[] = [];
  let next = 0;
  const decodeNext = async (): Promise<void> => {
    while (next < files.length) {
      const index = next++;
      const reason = await failureOf(request, index, placeOf(index));
      if (reason !== undefined) failed.push(index);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, decodeNext));
  const failures: Failure[] = [];
  // Once more and alone: beside others, the library's messages mix, and what failed for want of memory may not fail now.
  for (const index of failed.sort((a, b) => a - b)) {
    const reason = await failureOf(request, index, placeOf(index));
    if (reason !== undefined) failures.push([index, reason]);
  }
  return { images: withoutRows(images, failures, step), failures };
}

async function failureOf(
  { folder, files, settings }: DecodeRequest,
  index: number,
  out: Uint8Array,
): Promise<string | undefined> {
  const { path, size } = files[index]!;
  if (path.includes("\n")) return "its name holds a line break";
  if (size < 0) return "there is no file of that name";
  if (size > largestFile) return `it has ${size} bytes, needs at most ${largestFile}`;
  const bytes = await readFile(join(folder, path)).catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") return reasonOf(error);
    throw new DataError(
      `Cannot pack "${folder}": "${path}" is gone, needs the files that were there at the start`,
      { cause: error },
    );
  });
  if (typeof bytes === "string") return bytes;
  try {
    await decodeImage(bytes, settings, out);
    return undefined;
  } catch (error) {
    return firstLine(reasonOf(error));
  }
}

/** The library says the same thing several times, a line each, and begins with the name of a part of it. */
function firstLine(message: string): string {
  const [line = ""] = message.split("\n");
  return (
    line.replace(/^(?:Input buffer has corrupt header: ?)?(?:\w+: )?/, "").trim() ||
    "its header is damaged"
  );
}

function withoutRows(images: Uint8Array, failures: readonly Failure[], step: number): Uint8Array {
  if (failures.length === 0) return images;
  const left = new Set(failures.map(([index]) => index));
  let kept = 0;
  for (let index = 0; index * step < images.length; index++) {
    if (left.has(index)) continue;
    images.copyWithin(kept * step, index * step, (index + 1) * step);
    kept++;
  }
  return images.subarray(0, kept * step);
}
