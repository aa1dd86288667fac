import { DataError } from "../core/errors.ts";
import { resolveSettings } from "../core/settings.ts";
import { finishedStudyKeys } from "../experiments/commonKeys.ts";
import { newestStudy } from "../runs/newestStudy.ts";
import { experimentFolderOf } from "../runs/paths.ts";
import type { CommonSettings, Study } from "../studies/study.ts";
import type { Call } from "./command.ts";

/**
 * The folder of the study's run that is asked for, or of the newest one.
 *
 * @throws {DataError} when there is none
 */
export async function finishedStudy(
  { id }: Study<CommonSettings, unknown, unknown>,
  { target = id, given }: Call,
): Promise<string> {
  const { run, runs } = resolveSettings(id, finishedStudyKeys, { given });
  if ("run" in given) return run;
  const newest = await newestStudy(runs, id);
  if (newest !== undefined) return newest;
  throw new DataError(
    `Cannot find results of "${id}": "${experimentFolderOf(runs, id)}" has none, needs \`learnscope study run ${target}\` first`,
  );
}
