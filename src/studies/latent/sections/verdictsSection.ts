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
      "The source draws its conclusions from one training of each network. Here each stands for claims about numbers: it is not upheld where one of them is missed, upheld where all are met, else undecided. A limit decides where the whole confidence interval lies on one side of it; fewer than three seeds decide nothing. Each is judged once more with about a tenth of the images, and the limit of the first layers with as many channels as such networks usually begin with: a verdict that would turn round is undecided, too, for the source tells neither number.",
      ...conclusionTexts(conclusions),
    ],
    tables: [conclusionsTable(conclusions, seeds)],
    figures: [],
  };
}
