import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { runsKeys } from "../../experiments/commonKeys.ts";
import { findRuns } from "../../runs/findRuns.ts";
import { readManifest } from "../../runs/manifest.ts";
import { RunFolder } from "../../runs/runFolder.ts";
import type { Command } from "../command.ts";
import { resumeStudy } from "../resumeStudy.ts";
import { resumeTrainings } from "../resumeTrainings.ts";

/** Takes runs to their ends, each from its last sound checkpoint. */
export const resume: Command = {
  keys: runsKeys,
  async run(call) {
    const { targets, given, note } = call;
    const { runs } = resolveSettings("resume", runsKeys, { given });
    if (targets.length === 0) {
      throw new UsageError(
        'Cannot run "resume": no run was named, needs one; `learnscope runs ls` lists them',
      );
    }
    const found = await Promise.all((await findRuns(runs, targets)).map(RunFolder.open));
    const folders = found.filter(({ state }) => state !== "done");
    for (const folder of found) {
      if (!folders.includes(folder)) note(`"${folder.path}" is done: nothing is left to do`);
    }
    const [first] = folders;
    if (!first) return { json: { runs: [] }, text: "Nothing is left to do" };
    const manifests = await Promise.all(folders.map(({ path }) => readManifest(path)));
    const isStudy = manifests.some(({ kind }) => kind === "study");
    if (!isStudy) return await resumeTrainings(folders, call);
    if (folders.length === 1) return await resumeStudy(first, call);
    throw new UsageError(
      `Cannot resume ${folders.length} runs together: one of them is a study, needs a call for each`,
    );
  },
};
