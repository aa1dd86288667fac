import { join } from "node:path";
import { z } from "zod";
import { writeJson } from "../storage/writeFile.ts";
import { runFiles } from "./paths.ts";
import { readChecked } from "./readFile.ts";

const schema = z.object({
  schema: z.number(),
  kind: z.enum(["training", "study"]),
  /** The network, or the study. */
  name: z.string(),
  /** Of all settings that are not their defaults, without the seed: runs of one hash differ in their seeds alone. */
  hash: z.string(),
  /** A study has one for each of its trainings. */
  seed: z.number().optional(),
  /** The settings that are not their defaults, as they would be typed. */
  changed: z.record(z.string(), z.string()),
  /** What it was forked from. */
  parent: z
    .object({
      /** The folder, as it was named. */
      run: z.string(),
      epoch: z.number(),
      /** Of the checkpoint that it began with. */
      sha256: z.string(),
    })
    .optional(),
});

/** What a run is. */
export type Manifest = Readonly<z.infer<typeof schema>>;

/**
 * Writes down what a run is.
 *
 * @throws {StorageError} when it cannot be written
 */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeJson(join(folder, runFiles.manifest), manifest);
}

/**
 * What the run in a folder is.
 *
 * @throws {StorageError | DataError} when it cannot be read or is damaged
 */
export async function readManifest(folder: string): Promise<Manifest> {
  return await readChecked(join(folder, runFiles.manifest), schema);
}
