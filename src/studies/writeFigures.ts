import { join } from "node:path";
import type { Figure } from "../figures/figure.ts";
import { type FiguresDataset, figureFiles } from "../figures/figureFiles.ts";
import { figureFile } from "../runs/paths.ts";
import { writeFile } from "../storage/writeFile.ts";

/**
 * Writes figures into a run's folder, each as a picture, as a table and as JSON; returns the pictures' paths. Tables and JSON
 * name the data set where all numbers come from one.
 *
 * @throws {StorageError} when they cannot be written
 * @source own design
 */
export async function writeFigures(
  folder: string,
  figures: readonly Figure[],
  dataset?: FiguresDataset,
): Promise<string[]> {
  for (const figure of figures) {
    for (const { extension, text } of figureFiles(figure, dataset)) {
      await writeFile(join(folder, figureFile(figure.id, extension)), text);
    }
  }
  return figures.map(({ id }) => join(folder, figureFile(id, "svg")));
}
