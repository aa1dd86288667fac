import { finishedStudyKeys } from "../../experiments/commonKeys.ts";
import { checkStudy } from "../../studies/checkStudy.ts";
import type { Verdict } from "../../studies/claim.ts";
import { claimTextOf, intervalText } from "../../studies/claimText.ts";
import { dataLine } from "../../studies/dataLine.ts";
import { readResults } from "../../studies/studyResults.ts";
import type { Command } from "../command.ts";
import { finishedStudy } from "../finishedStudy.ts";
import { namedStudy } from "../namedStudy.ts";
import { textTable } from "../textTable.ts";

const columns = ["claim", "paper", "measured", "n", "needed", "verdict", "caveat"];

/** Sets a study's claims beside what was measured; a claim that was missed makes the exit code 3. */
export const verify: Command = {
  keys: finishedStudyKeys,
  async run(call) {
    const study = await namedStudy("verify", call.target);
    const folder = await finishedStudy(study, call);
    const { results, dataset } = await readResults(study, folder);
    const claims = checkStudy(study, results, dataset);
    const rows = claims
      .map((claim) => claimTextOf(claim))
      .map((text) => [
        text.claim,
        text.paper,
        text.measured,
        text.n,
        text.needed,
        text.verdict,
        text.caveat,
      ]);
    const count = (wanted: Verdict) => claims.filter(({ verdict }) => verdict === wanted).length;
    const missed = count("missed");
    return {
      json: { study: study.id, folder, dataset, missed, claims },
      text: [
        study.title,
        dataLine(dataset),
        "",
        textTable({ columns, rows }),
        `n: seeds, and how many a claim needs; ±: ${intervalText}`,
        "",
        `${count("upheld")} claims upheld, ${missed} missed, ${count("undecided")} undecided; from ${folder}`,
      ].join("\n"),
      exitCode: missed > 0 ? 3 : 0,
    };
  },
};
