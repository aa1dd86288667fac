import { join } from "node:path";
import type { Figure } from "../figures/figure.ts";
import { figureFile } from "../runs/paths.ts";
import { writeFile, writeJson } from "../storage/writeFile.ts";

/**
 * Writes figures into a run's folder, each as a picture, as a table and as JSON; returns the pictures' paths.
 *
 * @throws {StorageError} when they cannot be written
 * @source own design
 */
export async function writeFigures(folder: string, figures: readonly Figure[]): Promise<string[]> {
  for (const { id, title, caption, svg, csv, data } of figures) {
    await writeFile(join(folder, figureFile(id, "svg")), svg);
    await writeFile(join(folder, figureFile(id, "csv")), csv);
    await writeJson(join(folder, figureFile(id, "json")), { id, title, caption, data }, 0);
  }
  return figures.map(({ id }) => join(folder, figureFile(id, "svg")));
}
