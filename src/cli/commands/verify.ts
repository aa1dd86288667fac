import { UsageError } from "../../core/errors.ts";
import { resolveSettings } from "../../core/settings.ts";
import { needs } from "../../core/suggest.ts";
import { finishedStudyKeys } from "../../experiments/commonKeys.ts";
import { isProgramFile } from "../../experiments/config/configKind.ts";
import { checkStudy } from "../../studies/checkStudy.ts";
import { dataLine } from "../../studies/dataLine.ts";
import { studies } from "../../studies/index.ts";
import { readResults } from "../../studies/studyResults.ts";
import { claimsOutcome } from "../claimsOutcome.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { finishedStudy } from "../finishedStudy.ts";
import { namedStudy } from "../namedStudy.ts";
import { sweepFolderOf, verifySweep } from "../verifySweep.ts";

/** Sets the claims of a study or a sweep beside what was measured; a claim that was missed makes the exit code 3. */
export const verify: Command = {
  keys: finishedStudyKeys,
  async run(call) {
    const { target, given, note } = call;
    if (target !== undefined && !Object.hasOwn(studies, target)) {
      const { runs } = resolveSettings("verify", finishedStudyKeys, { given });
      const folder = await sweepFolderOf(target, runs);
      if (folder !== undefined) return await verifySweep(folder, note);
      if (!isProgramFile(target)) {
        throw new UsageError(
          `Cannot run "verify": there is neither a study nor a sweep "${target}", ${needs(target, Object.keys(studies))}, or the name of a sweep that was run`,
        );
      }
    }
    return await verifyStudy(call);
  },
};

async function verifyStudy(call: Call): Promise<Outcome> {
  const study = await namedStudy("verify", call.target);
  const folder = await finishedStudy(study, call);
  const { results, dataset } = await readResults(study, folder);
  return claimsOutcome({
    title: study.title,
    data: dataLine(dataset),
    folder,
    claims: checkStudy(study, results, dataset),
    json: { study: study.id, folder, dataset },
  });
}
