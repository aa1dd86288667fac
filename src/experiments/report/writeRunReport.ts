import { join } from "node:path";
import { messageOf } from "../../core/messageOf.ts";
import { prepareDataset } from "../../data/prepareDataset.ts";
import { renderReport } from "../../figures/report.ts";
import type { RunEntry } from "../../runs/listRuns.ts";
import { runFiles } from "../../runs/paths.ts";
import { writeFile } from "../../storage/writeFile.ts";
import { writeFigures } from "../../studies/writeFigures.ts";
import { openDataset } from "../openDataset.ts";
import { readCosts } from "../probes/probeCosts.ts";
import { askedProbes } from "../probes/probeFolders.ts";
import { readGaps } from "../probes/probeGaps.ts";
import { readRequest } from "../readRequest.ts";
import { type RunDetails, readRunDetails } from "../runDetails.ts";
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
  const known = classes ?? (await classesOf(details, note));
  const findings = await readFindings(entry, { classes: known, note });
  const report = await runReport({
    details,
    findings,
    costs: await readCosts(folder),
    gaps: await readGaps(folder),
  });
  await writeFigures(
    folder,
    report.sections.flatMap(({ figures }) => figures),
  );
  const path = join(folder, runFiles.report);
  await writeFile(path, renderReport(report));
  const { summary } = report;
  return { report: path, summary, probes: findings.map(({ probe }) => probe.id) };
}

/** What the labels of a run's data stand for; only probes want to know. Where the data are gone, their numbers do. */
async function classesOf(
  { entry: { folder }, dataset }: RunDetails,
  note: (line: string) => void,
): Promise<readonly string[]> {
  if ((await askedProbes(folder)).length === 0) return [];
  try {
    const { request } = await readRequest(folder, note);
    const { settings, dataOptions } = request;
    return prepareDataset(await openDataset({ ...settings, dataOptions }), settings).classes;
  } catch (error) {
    const reason = messageOf(error);
    note(`Classes are called by their numbers: ${reason}`);
    const count = numberOfClasses(dataset?.network);
    return Array.from({ length: count }, (_, label) => String(label));
  }
}

function numberOfClasses(options: unknown): number {
  const isThere = typeof options === "object" && options !== null && "classes" in options;
  return isThere ? Number(options.classes) : 0;
}
