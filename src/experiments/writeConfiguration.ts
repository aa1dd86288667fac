import { join } from "node:path";
import { stringify } from "yaml";
import { runFiles } from "../runs/paths.ts";
import { schemaVersion } from "../runs/schemaVersion.ts";
import { writeFile } from "../storage/writeFile.ts";
import { runPlanOf } from "./planTraining.ts";
import { hashOfRequest, type TrainingRequest } from "./trainingRequest.ts";

/**
 * Writes down anew what a run is asked for.
 *
 * @throws {StorageError} when it cannot be written
 */
export async function writeConfiguration(
  folder: string,
  request: TrainingRequest,
  seed: number,
): Promise<void> {
  const { configuration } = runPlanOf(request, { seed, hash: hashOfRequest(request) });
  const text = stringify({ schema: schemaVersion, ...configuration });
  await writeFile(join(folder, runFiles.config), text);
}
