import { messageOf } from "../core/messageOf.ts";
import type { PreparedTraining } from "../experiments/prepareTraining.ts";
import { findEntry } from "../runs/findRuns.ts";

/** Writes a run's report, and tells where; what was trained and measured is kept, whatever becomes of it. */
export async function reportOf(
  folder: string,
  { request, dataset: { classes } }: PreparedTraining,
  note: (line: string) => void,
): Promise<string | null> {
  try {
    // The probes' libraries take time to load, which a training without probes should not wait for.
    const { writeRunReport } = await import("../experiments/report/writeRunReport.ts");
    const entry = await findEntry(request.common.runs, folder);
    return (await writeRunReport(entry, { classes, note })).report;
  } catch (error) {
    const reason = messageOf(error);
    note(`There is no report: ${reason}; \`learnscope runs report ${folder}\` writes it again`);
    return null;
  }
}
