import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { claimTextOf, intervalText } from "../../claimText.ts";
import { isMnist } from "../../isMnist.ts";
import type { DatasetSummary } from "../../study.ts";
import { countOf } from "../../words.ts";
import { reportClaim } from "../../writeReport.ts";
import { seedsIn } from "../compare/sourcePanels.ts";
import type { SequenceResults } from "../results.ts";
import { type Conclusion, verdictsOf } from "../verdicts.ts";

/**
 * What is to be thought of the source's three conclusions.
 *
 * @source Inoue & Tsukamoto 2021, section 4; the verdicts are ours
 */
export function verdictsSection(results: SequenceResults, dataset: DatasetSummary): ReportSection {
  const conclusions = verdictsOf(results, dataset);
  const otherData = isMnist(dataset)
    ? ""
    : " All of these are comparisons, which decide on other data than the source's, too.";
  return {
    id: "verdicts",
    title: "The source's three conclusions",
    paragraphs: [
      `The source draws its conclusions from one training of each network. Here each stands for claims about numbers: it is not upheld where one of them is missed, upheld where all are met, else undecided. A limit decides where the whole confidence interval lies on one side of it; one seed decides nothing.${otherData}`,
      ...conclusions.map(
        ({ title, where, verdict, meaning }, at) =>
          `${at + 1}. ${title} (the source's ${where}): ${verdict}. ${meaning.join(" ")}`,
      ),
    ],
    tables: [tableOf(conclusions, seedsIn(results.cnns).length)],
    figures: [],
  };
}

/** One row a claim; conclusion and verdict stand at the first. */
function tableOf(conclusions: readonly Conclusion[], seeds: number): ReportTable {
  return {
    caption: `Verdicts on the source's conclusions, with effect sizes over ${countOf(seeds, "seed")} (±: ${intervalText})`,
    columns: ["conclusion", "verdict", "evidence", "effect size", "needed", "claim"],
    align: ["left", "left", "left", "right", "right", "left"],
    rows: conclusions.flatMap(({ short, verdict, claims }, number) =>
      claims.map((claim, at) => {
        const { measured, paper, verdict: word } = reportClaim(claimTextOf(claim));
        const head = at === 0 ? [`${number + 1}. That ${short}`, verdict] : ["", ""];
        return [...head, claim.effect, measured, paper, word];
      }),
    ),
  };
}
