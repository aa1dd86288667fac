import { mean } from "../../../core/statistics.ts";
import { paperComparison } from "../../../figures/paperComparison.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText } from "../../claimText.ts";
import { paperTable, tolerance } from "../claims.ts";
import type { RowResult, TranslationResults } from "../results.ts";
import { thousands } from "../words.ts";

/**
 * The source's table 1, measured.
 *
 * @source Tanaka 2024, table 1
 */
export async function tableSection(
  { rows, shifts }: TranslationResults,
  subtitle: string,
): Promise<ReportSection> {
  const own = rows.filter(({ group }) => group === "table");
  const conditions = ["plain", "shifted"] as const;
  const comparison = own.flatMap((row) =>
    conditions.map((condition) => ({
      network: row.title,
      condition,
      paper: paperTable[row.row]![condition],
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
    tables: [mainTable(own)],
    figures: [await paperComparison(comparison, { subtitle })],
  };
}

/** Table 1 with the source's rates beside ours. */
function mainTable(rows: readonly RowResult[]): ReportTable {
  return {
    caption: "Recognised test digits",
    columns: [
      "network",
      "right",
      "wrong",
      "accuracy",
      "paper",
      "moved: right",
      "wrong",
      "accuracy",
      "paper",
    ],
    align: ["left", ...new Array<"right">(8).fill("right")],
    rows: rows.map((row) => {
      const paper = paperTable[row.row];
      const { counts } = row;
      return [
        row.title,
        ...rightAndWrong(
          counts.map(({ plainRight }) => plainRight),
          counts[0]!.plainCount,
        ),
        estimateText(row.plain),
        paper ? percent(paper.plain) : "–",
        ...rightAndWrong(
          counts.map(({ shiftedRight }) => shiftedRight),
          counts[0]!.shiftedCount,
        ),
        estimateText(row.shifted),
        paper ? percent(paper.shifted) : "–",
      ];
    }),
  };
}

/** Means over seeds, rounded so that they add up to the images there are. */
function rightAndWrong(counts: readonly number[], total: number): [right: string, wrong: string] {
  const right = Math.round(mean(counts));
  return [thousands(right), thousands(total - right)];
}
