import { createHash } from "node:crypto";
import { openSafetensors } from "../../storage/openSafetensors.ts";

/**
 * SHA-256 of the bytes of every tensor of a safetensors file, by name; little of it is in memory at a time.
 *
 * @throws {DataError} when it is missing or no safetensors file
 * @throws {StorageError} when it cannot be read
 */
export async function hashTensors(path: string): Promise<Record<string, string>> {
  const file = await openSafetensors(path);
  try {
    const hashes: Record<string, string> = {};
    for (const name of file.places.keys()) {
      const hash = createHash("sha256");
      for await (const bytes of file.chunksOf(name)) hash.update(bytes);
      hashes[name] = hash.digest("hex");
    }
    return hashes;
  } finally {
    await file.close();
  }
}
