import { type Stats, statSync } from "node:fs";

/** Tells a file from another that takes its place: which one it is, how large, and when it was changed. */
export function fileStamp(path: string): string {
  return stampOf(statSync(path));
}

/** `fileStamp` of a file that is open. */
export function stampOf({ ino, size, mtimeMs }: Pick<Stats, "ino" | "size" | "mtimeMs">): string {
  return [ino, size, mtimeMs].join("/");
}
