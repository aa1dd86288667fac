import type { ReportSection } from "../../../figures/report.ts";
import { conclusionsTable, conclusionTexts } from "../../conclusionsTable.ts";
import { isMnist } from "../../isMnist.ts";
import type { DatasetSummary } from "../../study.ts";
import { seedsIn } from "../compare/sourcePanels.ts";
import type { SequenceResults } from "../results.ts";
import { verdictsOf } from "../verdicts.ts";

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
      ...conclusionTexts(conclusions),
    ],
    tables: [conclusionsTable(conclusions, seedsIn(results.cnns).length)],
    figures: [],
  };
}
