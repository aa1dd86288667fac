import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../core/errors.ts";
import { type MeasuredNetwork, measurementFile } from "../runs/paths.ts";
import { isReadable, readChecked } from "../runs/readFile.ts";
import { schemaVersion } from "../runs/schemaVersion.ts";
import { encodeSafetensors, parseSafetensors } from "../storage/safetensors.ts";
import { storageErrorOf } from "../storage/storageError.ts";
import { writeFile, writeJson } from "../storage/writeFile.ts";
import type { Measurement } from "./measurement.ts";
import { readingSchema } from "./readingSchema.ts";

const schema = z.object({
  schema: z.number(),
  /** SHA-256 of the numbers of the network that was asked. */
  network: z.string(),
  readings: z.array(readingSchema),
  details: z.unknown().optional(),
  /** SHA-256 of the file of arrays, where there are any. */
  arrays: z.string().optional(),
});

/** Where a measurement lies, and of which network's numbers it has to be. */
export interface MeasurementPlace {
  /** Of the probe with its options. */
  readonly folder: string;
  readonly network: MeasuredNetwork;
  /** From `numbersHash`. */
  readonly numbers: string;
}

/**
 * What was measured before of just this network; nothing where that was not done, or its files are not what was written:
 * then it is to be measured again.
 *
 * @throws {StorageError} when files are there that cannot be read
 */
export async function readMeasurement(place: MeasurementPlace): Promise<Measurement | undefined> {
  const path = join(place.folder, measurementFile(place.network));
  if (!(await isReadable(path))) return undefined;
  try {
    const stored = await readChecked(path, schema);
    if (stored.network !== place.numbers) return undefined;
    return await withArrays(path, stored);
  } catch (error) {
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

/**
 * A measurement as a file has it, whichever numbers it is of.
 *
 * @throws {StorageError | DataError} when its files cannot be read or are damaged
 */
export async function readMeasurementFile(path: string): Promise<Measurement> {
  return await withArrays(path, await readChecked(path, schema));
}

/**
 * Keeps a measurement. Arrays go first: without the file that names their hash they are none.
 *
 * @throws {StorageError} when it cannot be written
 */
export async function writeMeasurement(
  { folder, network, numbers }: MeasurementPlace,
  { readings, details, arrays }: Measurement,
): Promise<void> {
  const path = join(folder, measurementFile(network));
  const pieces = arrays
    ? encodeSafetensors({ tensors: new Map(Object.entries(arrays)), metadata: {} })
    : [];
  if (arrays) await writeFile(arraysFileOf(path), pieces);
  const content = {
    schema: schemaVersion,
    network: numbers,
    readings,
    ...(details === undefined ? {} : { details }),
    ...(arrays ? { arrays: hashOf(pieces) } : {}),
  };
  await writeJson(path, content, 0);
}

async function withArrays(path: string, stored: z.infer<typeof schema>): Promise<Measurement> {
  const { readings, details, arrays } = stored;
  const measurement = { readings, details };
  if (arrays === undefined) return measurement;
  const file = arraysFileOf(path);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new DataError(`Cannot read "${file}": it is not there, needs an unaltered file`, {
      cause: storageErrorOf(error, "read", file),
    });
  });
  if (hashOf([bytes]) !== arrays) {
    throw new DataError(
      `Cannot read "${file}": its SHA-256 is not the one in "${path}", needs an unaltered file`,
    );
  }
  return { ...measurement, arrays: Object.fromEntries(parseSafetensors(bytes, file).tensors) };
}

function arraysFileOf(path: string): string {
  return path.replace(/\.json$/, ".safetensors");
}

function hashOf(pieces: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}
