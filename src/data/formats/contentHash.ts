import { createHash } from "node:crypto";
import { readUnpacked } from "./readUnpacked.ts";

/**
 * SHA-256, in hexadecimal digits, of what a file holds, unpacked where it is a gzip file.
 *
 * @throws {DataError} when it cannot be read or unpacked
 */
export async function contentHash(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readUnpacked(path))
    .digest("hex");
}
