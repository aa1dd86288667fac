import { mean } from "../../../core/statistics.ts";
import { paperComparison } from "../../../figures/paperComparison.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { thousands } from "../../words.ts";
import { paperOf, tolerance } from "../claims.ts";
import type { RowResult, TranslationResults } from "../results.ts";

/**
 * The source's table 1, measured.
 *
 * @source Tanaka 2024, table 1
 */
export async function tableSection(
  results: TranslationResults,
  { subtitle, isSource }: { readonly subtitle: string; readonly isSource: boolean },
): Promise<ReportSection> {
  const { rows, shifts } = results;
  const own = rows.filter(({ group }) => group === "table");
  const comparison = own.flatMap((row) =>
    (["plain", "shifted"] as const).map((condition) => ({
      network: row.title,
      condition,
      paper: paperOf(results, row.row)[condition],
      measured: row[condition],
      tolerance,
    })),
  );
  return {
    id: "table",
    title: "The table: digits as they are, and moved",
    paragraphs: [
      `Every test image is shown as it is and under ${shifts.length} shifts, that of 0 pixels among them. Counts are means over seeds.`,
    ],
    tables: [mainTable(results, own, isSource ? "paper" : "paper, MNIST")],
    figures: [
      await paperComparison(comparison, {
        conditions: { plain: "digits in place", shifted: "digits shifted" },
        title: "Accuracy with digits in place and shifted, beside the paper",
        caption:
          "Percentage of right answers on the test images as they are and moved by whole pixels. A dot is our mean, with the values of single seeds as ticks below it; a hollow diamond is the paper's value, on a band as wide as the tolerance.",
        subtitle,
      }),
    ],
  };
}

/** Table 1 with the source's rates beside ours. */
function mainTable(
  results: TranslationResults,
  rows: readonly RowResult[],
  paperColumn: string,
): ReportTable {
  return {
    caption: `Recognised test digits (±: ${intervalText})`,
    columns: [
      "network",
      "right",
      "wrong",
      "accuracy",
      paperColumn,
      "moved: right",
      "wrong",
      "accuracy",
      paperColumn,
    ],
    align: ["left", ...new Array<"right">(8).fill("right")],
    rows: rows.map((row) => {
      const paper = paperOf(results, row.row);
      const { counts } = row;
      return [
        row.title,
        ...rightAndWrong(
          counts.map(({ plainRight }) => plainRight),
          counts[0]!.plainCount,
        ),
        estimateText(row.plain),
        paper.plain === null ? "–" : percent(paper.plain),
        ...rightAndWrong(
          counts.map(({ shiftedRight }) => shiftedRight),
          counts[0]!.shiftedCount,
        ),
        estimateText(row.shifted),
        paper.shifted === null ? "–" : percent(paper.shifted),
      ];
    }),
  };
}

/** Means over seeds, rounded so that they add up to the images there are. */
function rightAndWrong(counts: readonly number[], total: number): [right: string, wrong: string] {
  const right = Math.round(mean(counts));
  return [thousands(right), thousands(total - right)];
}
