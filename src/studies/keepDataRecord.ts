import type { Normalisation } from "../core/normalisation.ts";
import type { Dataset } from "../data/dataset.ts";
import { examplesRecord } from "../data/examplesRecord.ts";
import type { DatasetFingerprint } from "../data/fingerprint.ts";
import { runFiles } from "../runs/paths.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import { schemaVersion } from "../runs/schemaVersion.ts";
import { encodeSafetensors } from "../storage/safetensors.ts";
import { writeFile, writeJson } from "../storage/writeFile.ts";
import { checkDataRecord } from "./checkDataRecord.ts";

/**
 * The data of a run, and what follows from them.
 *
 * @source own design
 */
export interface DataOfRun {
  readonly dataset: Dataset;
  readonly fingerprint: DatasetFingerprint;
  /** Every option of the network, where there is one. */
  readonly network?: Readonly<Record<string, string>>;
  readonly normalisation?: Normalisation | undefined;
}

/**
 * Writes down what the data of a run came to, or, where that was done before, makes sure that they are the same.
 *
 * @throws {DataError} when the data are not those that the run began with
 * @throws {StorageError} when the folder cannot be written to
 */
export async function keepDataRecord(
  folder: RunFolder,
  { dataset, fingerprint, network, normalisation }: DataOfRun,
): Promise<void> {
  const { name, title, generated, note, train, test } = dataset;
  if (await checkDataRecord(folder.path, { name, fingerprint, doing: "go on with" })) return;
  const examples = examplesRecord(dataset);
  if (examples) await writeFile(folder.file(runFiles.examples), encodeSafetensors(examples));
  await writeJson(folder.file(runFiles.dataset), {
    schema: schemaVersion,
    name,
    title,
    generated,
    note,
    trainCount: train.count,
    testCount: test.count,
    sha256: fingerprint,
    ...(network ? { network } : {}),
    ...(normalisation ? { normalisation } : {}),
  });
}
