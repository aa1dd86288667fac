import { DataError } from "../core/errors.ts";

/** The error of a file that is not what it should be; `what` is what it is, and what was needed. */
export function cannotRead(path: string, what: string, cause?: unknown): DataError {
  return new DataError(`Cannot read "${path}": ${what}`, cause === undefined ? {} : { cause });
}
