import { access, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../core/codeOf.ts";

/** Makes a folder, and those above it that are missing. What the system says where it cannot is passed on. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    // So Node has it where a disk is read-only; one folder alone is refused with the true reason.
    await mkdir(await topmostMissing(path));
    await mkdir(path, { recursive: true });
  }
}

async function topmostMissing(path: string): Promise<string> {
  const above = dirname(path);
  const isThere = await access(above).then(
    () => true,
    () => false,
  );
  return isThere || above === path ? path : topmostMissing(above);
}
