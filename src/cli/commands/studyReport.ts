import { finishedStudyKeys } from "../../experiments/commonKeys.ts";
import { writeReport } from "../../studies/writeReport.ts";
import type { Command } from "../command.ts";
import { finishedStudy } from "../finishedStudy.ts";
import { namedStudy } from "../namedStudy.ts";
import { writtenReport } from "../writtenReport.ts";

/** Writes report and figures of a finished study again, as the program writes them now. */
export const studyReport: Command = {
  keys: finishedStudyKeys,
  async run(call) {
    const study = await namedStudy("study report", call.target);
    return writtenReport(study, await writeReport(study, await finishedStudy(study, call)));
  },
};
