import { DataError } from "../../core/errors.ts";

/** The error of a folder of images that is not what it should be; `what` is what it is, and what was needed. */
export function cannotList(folder: string, what: string, cause?: unknown): DataError {
  return new DataError(`Cannot list "${folder}": ${what}`, cause === undefined ? {} : { cause });
}
