import { join, relative, resolve, sep } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { type Manifest, readManifest } from "../manifest.ts";
import { cellFolderOf, cellsFolder } from "../paths.ts";
import { namesIn } from "../readFile.ts";
import { type Metrics, RunFolder } from "../runFolder.ts";
import { readStatus } from "../status.ts";

/** A run as other programs are to know it. */
export interface ExportedRun extends Pick<Manifest, "name" | "hash" | "seed"> {
  /** What tells it from the others: its path below the folder of all runs, with `/` between the parts. */
  readonly label: string;
  readonly started: Date;
  /** What was logged of its epochs, times among it; read anew each time, for a log can be long. */
  history(): Promise<readonly Metrics[]>;
}

/**
 * What other programs are to know of runs; a study stands for its trainings. A run that lies elsewhere than in the folder
 * of all runs is named after its own folder and the one around it.
 *
 * @throws {UsageError} when two would have the same name
 * @throws {StorageError | DataError} when manifest or status of one cannot be read or is damaged
 */
export async function exportedRuns(
  root: string,
  folders: readonly string[],
): Promise<readonly ExportedRun[]> {
  const runs = new Map<string, ExportedRun>();
  const places = new Map<string, string>();
  const trainings: string[] = [];
  for (const folder of folders) trainings.push(...(await trainingsIn(folder)));
  for (const folder of trainings) {
    const label = labelOf(root, folder);
    const other = places.get(label);
    if (other !== undefined && resolve(other) !== resolve(folder)) {
      throw new UsageError(
        `Cannot export "${folder}": "${other}" would have the same name, "${label}", needs runs of different names`,
      );
    }
    places.set(label, folder);
    runs.set(label, await exportedRun(label, folder));
  }
  return [...runs.values()];
}

/** The folder of a training; of a study, those of all its trainings so far. */
async function trainingsIn(folder: string): Promise<readonly string[]> {
  const { kind } = await readManifest(folder);
  if (kind === "training") return [folder];
  const cells = (await namesIn(join(folder, cellsFolder))).filter((name) => !name.startsWith("."));
  return [...cells].sort().map((cell) => cellFolderOf(folder, cell));
}

async function exportedRun(label: string, folder: string): Promise<ExportedRun> {
  const { name, hash, seed } = await readManifest(folder);
  const { started } = await readStatus(folder);
  return {
    label,
    name,
    hash,
    ...(seed === undefined ? {} : { seed }),
    started: new Date(started),
    history: async () => (await RunFolder.open(folder)).history(),
  };
}

function labelOf(root: string, folder: string): string {
  const below = relative(resolve(root), resolve(folder)).split(sep);
  const isInside = below[0] !== "" && below[0] !== "..";
  return (isInside ? below : resolve(folder).split(sep).filter(Boolean).slice(-2)).join("/");
}
