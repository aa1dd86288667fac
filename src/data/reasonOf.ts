import { codeOf } from "../core/codeOf.ts";
import { messageOf } from "../core/messageOf.ts";

/** What the system's error codes mean, as the middle of a sentence. */
const reasons: { readonly [code: string]: string } = {
  ENOENT: "it does not exist",
  ENOTDIR: "part of its path is not a folder",
  EISDIR: "it is a folder",
  EEXIST: "a file of that name is in the way",
  EACCES: "access is denied",
  EPERM: "access is denied",
  EROFS: "the disk is read-only",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
};

/** Why a call to the system failed, in words that can stand after a colon. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return reasons[code] ?? messageOf(error);
}
