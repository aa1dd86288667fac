import { readUnpacked } from "./readUnpacked.ts";

/**
 * The text of a file, which may hold `most` bytes.
 *
 * @throws {DataError} when it cannot be read, or is larger
 */
export async function readText(path: string, most = 2 ** 26): Promise<string> {
  return new TextDecoder().decode(await readUnpacked(path, most));
}
