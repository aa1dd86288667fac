import { join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings, text } from "../../core/settings.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { writeCsv } from "../../runs/export/csv.ts";
import { type ExportedRun, exportedRuns } from "../../runs/export/exportedRun.ts";
import { eventFile, eventFileName } from "../../runs/export/tensorboard.ts";
import { findRuns } from "../../runs/findRuns.ts";
import { writeFile } from "../../storage/writeFile.ts";
import type { Command } from "../command.ts";
import { formatsIn } from "../formatsIn.ts";
import { textTable } from "../textTable.ts";

const keys = {
  ...runsKeys,
  to: text("exported", "folder for the files"),
};

/** What metrics can be written as; each gives the paths of what it wrote. */
const formats = { csv: writeTable, tensorboard: writeEvents } as const;

/** Writes the metrics of runs for other programs. */
export const runsExport: Command = {
  keys,
  async run({ targets, given, format }) {
    if (targets.length === 0) {
      throw new UsageError(
        'Cannot run "runs export": no run was named, needs folders of runs or parts of their names',
      );
    }
    const { runs: root, to } = resolveSettings("runs export", keys, { given });
    const wanted = formatsIn("runs export", format, formats);
    const runs = await exportedRuns(root, await findRuns(root, targets));
    const files: { format: string; path: string }[] = [];
    for (const format of wanted) {
      for (const path of await formats[format](runs, to)) files.push({ format, path });
    }
    return {
      json: { runs: runs.map(({ label }) => label), files },
      text: [
        runs.length === 1 ? "1 run" : `${runs.length} runs`,
        "",
        textTable({ columns: ["format", "file"], rows: files.map((file) => Object.values(file)) }),
      ].join("\n"),
    };
  },
};

async function writeTable(runs: readonly ExportedRun[], to: string): Promise<readonly string[]> {
  const path = join(to, "metrics.csv");
  await writeCsv(path, runs);
  return [path];
}

/** In a folder of its own for every run, by which TensorBoard tells them apart. */
async function writeEvents(runs: readonly ExportedRun[], to: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { label, started, history } of runs) {
    const path = join(to, "tensorboard", label, eventFileName(started));
    await writeFile(path, eventFile(await history(), started));
    paths.push(path);
  }
  return paths;
}
