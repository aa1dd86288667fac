import { dirname, relative, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { sizeText } from "../../core/sizeText.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { sweepFiles } from "../../experiments/sweep/sweepFolder.ts";
import { findEntries } from "../../runs/findRuns.ts";
import type { RunEntry } from "../../runs/listRuns.ts";
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
    if (sized.length > 1 && !yes) {
      for (const run of sized) note(`${run.folder}  ${sizeText(run.size)}`);
      throw new UsageError(
        `Cannot delete ${sized.length} runs of ${sizeText(size)} just so: --yes was not given, needs that`,
      );
    }
    for (const { folder } of sized) await removeRun(folder);
    for (const folder of experimentsNamed(runs, { targets, entries })) {
      await removeExperiment(folder, sweepFiles.sweep);
    }
    return {
      json: { removed: sized, size },
      text: sized.map((run) => `Deleted ${run.folder}, ${sizeText(run.size)}`).join("\n"),
    };
  },
};

async function sizesOf(entries: readonly RunEntry[]): Promise<readonly SizedRun[]> {
  const sized: SizedRun[] = [];
  for (const { folder } of entries) sized.push({ folder, size: await folderSize(folder) });
  return sized;
}

/** The folders of the experiments that were named as a whole, by path or name. */
function experimentsNamed(
  root: string,
  {
    targets,
    entries,
  }: { readonly targets: readonly string[]; readonly entries: readonly RunEntry[] },
): ReadonlySet<string> {
  const names = targets.flatMap((target) => [target, relative(root, resolve(target))]);
  const named = entries.filter(({ experiment }) => names.includes(experiment));
  return new Set(named.map(({ folder }) => dirname(resolve(folder))));
}
