import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { writeRunReport } from "../../experiments/report/writeRunReport.ts";
import { findEntry } from "../../runs/findRuns.ts";
import type { Command } from "../command.ts";

/** Writes the report of a run from what lies in its folder. */
export const runsReport: Command = {
  keys: runsKeys,
  async run({ target, given, note }) {
    if (target === undefined) {
      throw new UsageError(
        'Cannot run "runs report": no run was named, needs one; `learnscope runs ls` lists them',
      );
    }
    const { runs } = resolveSettings("runs report", runsKeys, { given });
    const entry = await findEntry(runs, target);
    const { report, summary, probes } = await writeRunReport(entry, { note });
    return {
      json: { folder: entry.folder, report, summary, probes },
      text: [...summary, `Report: ${report}`].join("\n"),
    };
  },
};
