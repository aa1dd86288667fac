import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * Bytes of all files in a folder and in those inside it. What links lead to does not count, and what vanishes meanwhile
 * counts nothing.
 *
 * Units: bytes
 */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let size = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) size += await folderSize(path);
    else
      size += await lstat(path).then(
        (found) => found.size,
        () => 0,
      );
  }
  return size;
}
