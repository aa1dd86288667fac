import { learningCurves } from "../../../figures/learningCurves.ts";
import type { ReportSection } from "../../../figures/report.ts";
import { percent, points } from "../../../figures/text.ts";
import { estimateText } from "../../claimText.ts";
import { apartRows, seriesOrder } from "../cells.ts";
import { difference, isSourceGrid, paperTable, rowNamed, tolerance } from "../claims.ts";
import type { RowResult, TranslationResults } from "../results.ts";

/**
 * Why LeNet-5 and its symmetrical form lie apart in the source and not here.
 *
 * @source Tanaka 2024, table 1 and the discussion's remark on too few epochs
 */
export async function gapSection(
  results: TranslationResults,
  { subtitle, isSource }: { readonly subtitle: string; readonly isSource: boolean },
): Promise<ReportSection> {
  const rows = results.rows.filter(
    ({ group, network }) =>
      apartRows.includes(network) && (group === "table" || group === "longer"),
  );
  const gap = difference(results, ["lenet5", "lenet5-full"], "shifted")!;
  const paperGap = paperTable.lenet5!.shifted - paperTable["lenet5-full"]!.shifted;
  return {
    id: "gap",
    title: "The paper's gap between the two LeNets",
    paragraphs: [
      `In the paper the symmetrical LeNet-5 falls ${(100 * paperGap).toFixed(0)} points behind LeNet-5 when digits move. Trained alike, they differ here by ${estimateText(gap, "difference")} (LeNet-5 less its symmetrical form, paired by seed).${isSource && isSourceGrid(results) ? "" : " The paper's number is about MNIST and its own shifts, ours is not."}`,
      `The source suspects that its symmetrical network was trained too little. The same networks trained for longer show how much that does: ${apartRows.map((name) => lengthSentence(rows, name)).join("; ")}. Single seeds of LeNet-5 lie between ${spreadOf(rowNamed(results, "lenet5")!)}. ${verdict(gap.mean, paperGap, widestGap(rows))}`,
    ],
    tables: [],
    figures: [
      await learningCurves(
        rows.flatMap(({ title, epochs, seeds, shifted }) =>
          seeds.map((seed, index) => ({
            series: title,
            seed,
            epoch: epochs,
            value: shifted.values[index]!,
          })),
        ),
        {
          id: "training-length",
          title: "Shifted accuracy against the length of training",
          caption:
            "Share of moved test digits recognised by networks trained for so many epochs, each point a training of its own: mean over seeds, with a band for the 95% confidence interval of the mean (Student t), and single seeds as thin lines.",
          metric: "shifted accuracy",
          xLabel: "epochs trained",
          subtitle,
          colourOrder: seriesOrder,
        },
      ),
    ],
  };
}

/** What the gaps between networks trained alike, and between those trained to the most different degrees, say. */
function verdict(gap: number, paperGap: number, widest: number): string {
  if (Math.abs(gap - paperGap) <= tolerance) return "The gap is the paper's.";
  const unlike = `Between the longest training of LeNet-5 and the shortest of its symmetrical form lie ${points(widest)} points`;
  return widest >= paperGap - tolerance
    ? `The paper's gap is not found between networks trained alike. ${unlike}: one run each, trained to different degrees, could give it, and then it says nothing about the connection table.`
    : `The paper's gap is not found between networks trained alike. ${unlike}: these lengths of training do not explain it.`;
}

function widestGap(rows: readonly RowResult[]): number {
  const [lenet5, symmetrical] = apartRows.map((name) =>
    rows.filter(({ network }) => network === name).map(({ shifted }) => shifted.mean),
  );
  return Math.max(...lenet5!) - Math.min(...symmetrical!);
}

function lengthSentence(rows: readonly RowResult[], network: string): string {
  const own = rows.filter((row) => row.network === network);
  const steps = own.map(({ epochs, shifted }) => `${percent(shifted.mean, 1)} after ${epochs}`);
  return `${own[0]!.title} ${steps.join(", ")} epochs`;
}

function spreadOf({ shifted: { values } }: RowResult): string {
  return `${percent(Math.min(...values), 1)} and ${percent(Math.max(...values), 1)}`;
}
