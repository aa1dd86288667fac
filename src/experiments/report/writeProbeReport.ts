import { join } from "node:path";
import { type Report, renderReport } from "../../figures/report.ts";
import { runFiles } from "../../runs/paths.ts";
import { writeFile } from "../../storage/writeFile.ts";
import { dataLine } from "../../studies/dataLine.ts";
import { summaryOf } from "../../studies/summaryOf.ts";
import { writeFigures } from "../../studies/writeFigures.ts";
import type { PreparedRunToAsk } from "../probes/askedRuns.ts";
import type { ProbeFindings } from "./probeFindings.ts";
import { countsOf, probeSection } from "./probeSection.ts";
import { runSentences } from "./probeSentence.ts";

export interface WriteProbeReportOptions extends ProbeFindings {
  readonly runs: readonly PreparedRunToAsk[];
  /** The folder for report and figures. */
  readonly to: string;
}

/**
 * Writes what a probe found in several runs: their numbers beside each other, and what they tell together.
 *
 * @throws {StorageError} when it cannot be written
 * @source own design
 */
export async function writeProbeReport({
  probe,
  result,
  runs,
  to,
}: WriteProbeReportOptions): Promise<{
  readonly report: string;
  readonly files: readonly string[];
}> {
  const summaries = runs.map(({ prepared: { dataset, fingerprint } }) =>
    summaryOf(dataset, fingerprint),
  );
  const section = await probeSection({ probe, result }, countsOf(summaries[0]!));
  const report: Report = {
    kind: "probe",
    title: `${probe.title} of ${runs.length} runs`,
    question: probe.question,
    data: [...new Set(summaries.map(dataLine))].join(" "),
    summary: runSentences({ probe, result }),
    claims: [],
    sections: [section],
    notes: [],
    configuration: { probe: probe.id, ...textsOf(result.options) },
    provenance: Object.fromEntries(
      runs.map(({ entry: { folder } }, index) => [`run ${index + 1}`, folder]),
    ),
  };
  const files = await writeFigures(to, section.figures);
  const path = join(to, runFiles.report);
  await writeFile(path, renderReport(report));
  return { report: path, files };
}

function textsOf(options: object): Record<string, string> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, String(value)]));
}
