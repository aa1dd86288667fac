import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../core/errors.ts";
import { runFiles } from "../runs/paths.ts";
import { readJson } from "../runs/readFile.ts";
import { schemaVersion } from "../runs/schemaVersion.ts";
import { writeJson } from "../storage/writeFile.ts";
import { checkStudy } from "./checkStudy.ts";
import type { CheckedClaim } from "./claim.ts";
import type { CommonSettings, DatasetSummary, MeasuredCell, Study } from "./study.ts";

/**
 * All that a study found, as `results.json` has it; report and figures follow from it.
 *
 * @source own design
 */
export interface StudyResults<Settings, Measured, Results> {
  readonly schema: number;
  readonly study: string;
  readonly settings: Settings;
  readonly dataset: DatasetSummary;
  readonly cells: readonly MeasuredCell<Measured>[];
  readonly results: Results;
  readonly claims: readonly CheckedClaim[];
}

/** What `storeResults` is told. */
export interface StoreResultsOptions<Settings, Measured> {
  readonly folder: string;
  readonly settings: Settings;
  readonly dataset: DatasetSummary;
  readonly cells: readonly MeasuredCell<Measured>[];
}

/** Puts the cells' measurements together, checks the claims and writes both into the study's folder. */
export async function storeResults<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
  { folder, settings, dataset, cells }: StoreResultsOptions<Settings, Measured>,
): Promise<void> {
  const results = study.analyse(cells, { settings, dataset });
  const claims = checkStudy(study, results, dataset);
  const stored: StudyResults<Settings, Measured, Results> = {
    schema: schemaVersion,
    study: study.id,
    settings,
    dataset,
    cells,
    results,
    claims,
  };
  await writeJson(join(folder, runFiles.results), stored, 0);
}

/** What every study's results must have; the rest is the study's own. */
const resultsSchema = z.looseObject({
  study: z.string(),
  settings: z.looseObject({}),
  dataset: z.looseObject({ name: z.string(), title: z.string(), generated: z.boolean() }),
  cells: z.array(z.looseObject({})),
  results: z.unknown(),
  claims: z.array(z.looseObject({ id: z.string(), verdict: z.string() })),
});

/**
 * The results in a study's folder.
 *
 * @throws {StorageError} when the file cannot be read
 * @throws {DataError} when it is damaged or of another study
 */
export async function readResults<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
  folder: string,
): Promise<StudyResults<Settings, Measured, Results>> {
  const path = join(folder, runFiles.results);
  const stored: unknown = await readJson(path);
  const parsed = resultsSchema.extend({ results: study.results }).safeParse(stored);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DataError(
      `Cannot read "${path}": "${issue?.path.join(".")}" is not as written, needs an unaltered file`,
    );
  }
  if (parsed.data.study !== study.id) {
    throw new DataError(
      `Cannot read "${path}": it belongs to the study "${parsed.data.study}", needs "${study.id}"`,
    );
  }
  // What was measured and how it was set is only shown again; the results are what everything is computed from.
  return {
    ...(stored as StudyResults<Settings, Measured, Results>),
    results: parsed.data.results as Results,
  };
}
