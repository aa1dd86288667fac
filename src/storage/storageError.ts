import { codeOf } from "../core/codeOf.ts";
import { messageOf } from "../core/messageOf.ts";

/** Something cannot be written to a run folder, or be read back. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}

/** What the system's error codes mean and what helps. */
const reasons: { readonly [code: string]: string } = {
  EACCES: "access is denied, needs a folder that may be written to",
  EPERM: "access is denied, needs a folder that may be written to",
  EROFS: "the disk is read-only, needs one that can be written to",
  ENOSPC: "the disk is full, needs free space",
  EDQUOT: "the disk quota is used up, needs free space",
  ENOTDIR: "part of the path is a file, needs a folder",
  EEXIST: "a file of that name is in the way, needs a folder",
  EISDIR: "a folder of that name is in the way, needs a file",
  ENOENT: "it does not exist, needs a run that has it",
};

/** The system's error as one sentence: `Cannot write "runs/a": the disk is full, needs free space`. */
export function storageErrorOf(
  error: unknown,
  action: "read" | "write" | "make",
  path: string,
): StorageError {
  const code = codeOf(error);
  const reason = reasons[code] ?? messageOf(error);
  return new StorageError(`Cannot ${action} "${path}": ${reason}`, { cause: error });
}
