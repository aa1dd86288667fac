import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSafetensors, type Safetensors } from "../../src/storage/safetensors.ts";

const suffix = ".safetensors";

/** A fixture's file name without its suffix, and what it holds. */
export interface FixtureFile extends Safetensors {
  readonly title: string;
}

/** The fixtures that lie in a folder, but not in folders inside it. */
export function fixturesIn(folder: string): FixtureFile[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(suffix));
  return files.map((file) => ({
    title: file.slice(0, -suffix.length),
    ...parseSafetensors(readFileSync(join(folder, file)), file),
  }));
}
