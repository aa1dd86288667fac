import { BackendError, DataError, UsageError } from "../../core/errors.ts";
import { StorageError } from "../../storage/storageError.ts";
import { lineIn } from "../config/lineIn.ts";

/** Errors whose sentences say what is to be done. */
const told = [UsageError, DataError, BackendError, StorageError];

/** Whether an error comes from a mistake in a probe's own code, and says nothing of what was going on. */
export function isMistake(error: unknown): boolean {
  return !told.some((kind) => error instanceof kind);
}

/** Why a probe failed; of a mistake in a file of one's own, where it is: `x is not defined (my-probe.ts:12)`. */
export function failureReason(error: unknown, file?: string): string {
  if (!(error instanceof Error)) return String(error);
  if (file === undefined || !isMistake(error)) return error.message;
  const line = lineIn(error, file);
  return line === undefined ? error.message : `${error.message} (${file}:${line})`;
}
