import { join } from "node:path";
import type { Report, ReportClaim } from "../figures/report.ts";
import { renderReport } from "../figures/report.ts";
import type { ReportTable } from "../figures/reportTable.ts";
import { runFiles } from "../runs/paths.ts";
import { readJson } from "../runs/readFile.ts";
import { writeFile } from "../storage/writeFile.ts";
import { checkReport } from "./checkReport.ts";
import { checkStudy } from "./checkStudy.ts";
import type { CheckedClaim } from "./claim.ts";
import { type ClaimText, claimTextOf } from "./claimText.ts";
import { dataLine } from "./dataLine.ts";
import type { CommonSettings, DatasetSummary, Study } from "./study.ts";
import { readResults } from "./studyResults.ts";
import { writeFigures } from "./writeFigures.ts";

/**
 * What was written, and what a terminal shows of it.
 *
 * @source own design
 */
export interface WrittenReport {
  /** The study's folder. */
  readonly folder: string;
  /** The file to open. */
  readonly report: string;
  readonly dataset: DatasetSummary;
  /** Sentences; the first is the answer. */
  readonly summary: readonly string[];
  /** The first table of the report; nothing where it has none. */
  readonly table: ReportTable | undefined;
  readonly claims: readonly CheckedClaim[];
}

/**
 * Writes the report and the figures of a study from what its folder holds, so that they can be written again at any time.
 *
 * @throws {StorageError | DataError} when the folder's files cannot be read, or the report cannot be written
 */
export async function writeReport<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
  folder: string,
): Promise<WrittenReport> {
  const { settings, dataset, results } = await readResults(study, folder);
  const claims = checkStudy(study, results, dataset);
  const written = await study.report(results, { settings, dataset });
  checkReport(study.id, written);
  const named = { title: dataset.title, line: dataLine(dataset) };
  const report: Report = {
    kind: "study",
    title: study.title,
    question: study.question,
    source: study.source,
    data: named.line,
    dataset: named,
    claims: claims.map((claim) => reportClaim(claimTextOf(claim))),
    ...written,
    configuration: flattened(settings),
    provenance: { ...provenanceOf(dataset), ...(await environmentIn(folder)) },
  };
  const path = join(folder, runFiles.report);
  await writeFigures(
    folder,
    written.sections.flatMap(({ figures }) => figures),
    named,
  );
  await writeFile(path, renderReport(report));
  const table = written.sections.flatMap(({ tables }) => tables)[0];
  return { folder, report: path, dataset, summary: written.summary, table, claims };
}

/** A checked claim as the report shows it. */
export function reportClaim({
  claim,
  paper,
  measured,
  n,
  needed,
  verdict,
  caveat,
}: ClaimText): ReportClaim {
  const words = { upheld: "agrees", missed: "differs", undecided: "undecided" } as const;
  return { claim, paper, measured, n, needed, verdict: words[verdict], caveat };
}

function provenanceOf({ title, note, trainCount, testCount, sha256 }: DatasetSummary) {
  return {
    data: `${title}, ${trainCount} training and ${testCount} test images`,
    ...(note === "" ? {} : { "about the data": note }),
    "SHA-256 of the data": sha256,
  };
}

/**
 * What `env.json` and `status.json` of a run say, as they stand there.
 *
 * @throws {StorageError | DataError} when they cannot be read
 */
export async function environmentIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const environment = await readJson(join(folder, runFiles.environment));
  const { started } = await readJson(join(folder, runFiles.status));
  return flattened({ date: started, folder, ...environment });
}

/** Settings as text: lists with commas, or spaces where they are a command. */
export function flattened(values: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => key !== "schema")
      .map(([key, value]) => [key, textOf(key, value)]),
  );
}

function textOf(key: string, value: unknown): string {
  if (!Array.isArray(value))
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  return value.join(key === "command" ? " " : ", ");
}
