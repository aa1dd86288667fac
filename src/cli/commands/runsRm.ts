import { dirname, join, relative, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { sizeText } from "../../core/sizeText.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { sweepFiles } from "../../experiments/sweep/sweepFolder.ts";
import { findEntries } from "../../runs/findRuns.ts";
import type { RunEntry } from "../../runs/listRuns.ts";
import { isReadable } from "../../runs/readFile.ts";
import { removeExperiment, removeRun } from "../../runs/removeRun.ts";
import { folderSize } from "../../storage/folderSize.ts";
import type { Command } from "../command.ts";

/** A run with what it takes on the disk. */
interface SizedRun {
  readonly folder: string;
  /** In bytes. */
  readonly size: number;
}

/** Deletes runs: one, or several where the person is sure. */
export const runsRm: Command = {
  keys: runsKeys,
  async run({ targets, given, yes, note }) {
    const { runs } = resolveSettings("runs rm", runsKeys, { given });
    if (targets.length === 0) {
      throw new UsageError(
        'Cannot run "runs rm": no run was named, needs one; `learnscope runs ls` lists them',
      );
    }
    const entries = await findEntries(runs, targets);
    const sized = await sizesOf(entries);
    const size = sized.reduce((sum, run) => sum + run.size, 0);
    const parents = new Set(entries.map(({ folder }) => dirname(resolve(folder))));
    const experiments = [...parents].filter((folder) => dirname(folder) === resolve(runs));
    if (sized.length > 1 && !yes) {
      for (const run of sized) note(`${run.folder}  ${sizeText(run.size)}`);
      for (const folder of await sweepsAmong(experiments)) {
        note(`${relative("", folder)}  with the sweep's table and report, if no run is left in it`);
      }
      throw new UsageError(
        `Cannot delete ${sized.length} runs of ${sizeText(size)} just so: --yes was not given, needs that`,
      );
    }
    for (const { folder } of sized) await removeRun(folder);
    const emptied: string[] = [];
    for (const folder of experiments) {
      if (await removeExperiment(folder, sweepFiles.sweep)) emptied.push(relative("", folder));
    }
    return {
      json: { removed: sized, size, emptied },
      text: [
        ...sized.map((run) => `Deleted ${run.folder}, ${sizeText(run.size)}`),
        ...emptied.map((folder) => `Deleted ${folder}, in which no run was left`),
      ].join("\n"),
    };
  },
};

async function sizesOf(entries: readonly RunEntry[]): Promise<readonly SizedRun[]> {
  const sized: SizedRun[] = [];
  for (const { folder } of entries) sized.push({ folder, size: await folderSize(folder) });
  return sized;
}

/** Folders that hold more than runs: what a sweep made of them. */
async function sweepsAmong(experiments: readonly string[]): Promise<readonly string[]> {
  const sweeps: string[] = [];
  for (const folder of experiments) {
    if (await isReadable(join(folder, sweepFiles.sweep))) sweeps.push(folder);
  }
  return sweeps;
}
