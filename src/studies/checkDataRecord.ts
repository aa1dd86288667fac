import { join } from "node:path";
import { canonicalJson } from "../core/canonicalJson.ts";
import { DataError } from "../core/errors.ts";
import type { DatasetFingerprint } from "../data/fingerprint.ts";
import { runFiles } from "../runs/paths.ts";
import { isReadable, readJson } from "../runs/readFile.ts";

export interface CheckDataOptions {
  /** The data set. */
  readonly name: string;
  readonly fingerprint: DatasetFingerprint;
  /** What cannot be done with other data, such as `go on with`. */
  readonly doing: string;
  /** Whether the training images may have other labels by now, which leaves the other parts to be compared. */
  readonly isRelabelled?: boolean;
}

/**
 * Makes sure that data are those that a run began with; false where it has not begun with any.
 *
 * @throws {DataError} when they are not
 * @throws {StorageError} when the run's record cannot be read
 * @source own design
 */
export async function checkDataRecord(
  run: string,
  { name, fingerprint, doing, isRelabelled = false }: CheckDataOptions,
): Promise<boolean> {
  const path = join(run, runFiles.dataset);
  if (!(await isReadable(path))) return false;
  const { sha256 } = await readJson(path);
  const compared = (parts: unknown) =>
    isRelabelled && typeof parts === "object" ? { ...parts, train: "" } : parts;
  const [then, now] = [sha256, fingerprint].map((parts) =>
    canonicalJson([compared(parts) ?? null]),
  );
  if (then === now) return true;
  throw new DataError(
    `Cannot ${doing} "${run}": the images of "${name}" are not those that it began with, needs the same files`,
  );
}
