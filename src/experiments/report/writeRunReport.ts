import { join } from "node:path";
import { prepareDataset } from "../../data/prepareDataset.ts";
import { renderReport } from "../../figures/report.ts";
import type { RunEntry } from "../../runs/listRuns.ts";
import { runFiles } from "../../runs/paths.ts";
import { writeFile } from "../../storage/writeFile.ts";
import { writeFigures } from "../../studies/writeFigures.ts";
import { openDataset } from "../openDataset.ts";
import { readCosts } from "../probes/probeCosts.ts";
import { askedProbes } from "../probes/probeFolders.ts";
import { readRequest } from "../readRequest.ts";
import { readRunDetails } from "../runDetails.ts";
import { readFindings } from "./probeFindings.ts";
import { runReport } from "./runReport.ts";

export interface WriteRunReportOptions {
  /** What labels stand for, where that is known already; else the data are opened. */
  readonly classes?: readonly string[];
  /** Writes a line for people. */
  readonly note: (line: string) => void;
}

/** What was written, and the sentences that it begins with. */
export interface WrittenRunReport {
  readonly report: string;
  readonly summary: readonly string[];
  /** What was asked, by name. */
  readonly probes: readonly string[];
}

/**
 * Writes the report and the figures of a run into its folder, from what lies there.
 *
 * @throws {UsageError} when it is a study, or no epoch of it is logged yet
 * @throws {StorageError | DataError} when its files cannot be read, or the report cannot be written
 */
export async function writeRunReport(
  entry: RunEntry,
  { classes, note }: WriteRunReportOptions,
): Promise<WrittenRunReport> {
  const { folder } = entry;
  const details = await readRunDetails(entry);
  for (const problem of details.problems) note(problem);
  const known = classes ?? (await classesOf(folder, note));
  const findings = await readFindings(entry, { classes: known, note });
  const report = await runReport({ details, findings, costs: await readCosts(folder) });
  await writeFigures(
    folder,
    report.sections.flatMap(({ figures }) => figures),
  );
  const path = join(folder, runFiles.report);
  await writeFile(path, renderReport(report));
  const { summary } = report;
  return { report: path, summary, probes: findings.map(({ probe }) => probe.id) };
}

/** What the labels of a run's data stand for; only probes want to know. */
async function classesOf(folder: string, note: (line: string) => void): Promise<readonly string[]> {
  if ((await askedProbes(folder)).length === 0) return [];
  const { request } = await readRequest(folder, note);
  const { settings, dataOptions } = request;
  return prepareDataset(await openDataset({ ...settings, dataOptions }), settings).classes;
}
