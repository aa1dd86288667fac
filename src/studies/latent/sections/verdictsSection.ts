import type { ReportSection } from "../../../figures/report.ts";
import { conclusionsTable, conclusionTexts } from "../../conclusionsTable.ts";
import type { DatasetSummary } from "../../study.ts";
import type { LatentResults } from "../results.ts";
import { verdictsOf } from "../verdicts.ts";

/**
 * What is to be thought of the source's conclusions.
 *
 * @source Dai & Jin'no, sections 4 and 5; the verdicts are ours
 */
export function verdictsSection(
  results: LatentResults,
  dataset: DatasetSummary,
  seeds: number,
): ReportSection {
  const conclusions = verdictsOf(results, dataset);
  return {
    id: "verdicts",
    title: "The source's conclusions",
    paragraphs: [
      "The source draws its conclusions from one training of each network. Here each stands for claims about numbers: it is not upheld where one of them is missed, upheld where all are met, else undecided. A limit decides where the whole confidence interval lies on one side of it; fewer than three seeds decide nothing. A verdict that another number of images, or of channels, would turn round is undecided, too: the source tells neither.",
      ...conclusionTexts(conclusions),
    ],
    tables: [conclusionsTable(conclusions, seeds)],
    figures: [],
  };
}
