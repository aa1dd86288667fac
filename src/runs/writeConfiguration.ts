import { join } from "node:path";
import { stringify } from "yaml";
import { writeFile } from "../storage/writeFile.ts";
import { runFiles } from "./paths.ts";
import { schemaVersion } from "./schemaVersion.ts";

/**
 * Writes down what a run is asked for.
 *
 * @throws {StorageError} when it cannot be written
 */
export async function writeConfiguration(folder: string, configuration: object): Promise<void> {
  const text = stringify({ schema: schemaVersion, ...configuration });
  await writeFile(join(folder, runFiles.config), text);
}
