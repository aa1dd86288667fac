import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { shiftCurves } from "../../../figures/shiftCurves.ts";
import { shiftHeatmap } from "../../../figures/shiftHeatmap.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { seriesOrder } from "../cells.ts";
import { rowNamed } from "../claims.ts";
import { helpTitle } from "../findings.ts";
import type { RowResult, TranslationResults } from "../results.ts";

/**
 * What makes a difference: how it pools, how it is trained, how it is built.
 *
 * @source Zhang 2019, arXiv:1904.11486 (blur pooling); the comparison is ours
 */
export async function beyondSection(
  results: TranslationResults,
  subtitle: string,
): Promise<ReportSection> {
  const trained = results.rows.filter(({ group }) => group === "random-shifts");
  const built = ["lenet5", "lenet5-max", "lenet5-blur"].flatMap(
    (name) => rowNamed(results, name) ?? [],
  );
  const circular = rowNamed(results, "lenet5-circular");
  return {
    id: "beyond",
    title: "What else could help: data, pooling, architecture",
    paragraphs: [
      "The same networks trained with random shifts of the training images, LeNet-5 with max pooling and with blur pooling instead of average pooling, and a LeNet-5 whose convolutions continue every image with its opposite edge and which averages over all positions before it decides.",
      "The circular network is asked about circular shifts. By construction it cannot tell an image from one moved by a multiple of 4 pixels, the product of its two strides: invariance is bought with architecture, not found by training. It learns more slowly, so it is trained four times as long. In between, its accuracy shows what the strides alone cost.",
    ],
    tables: [comparisonTable(results)],
    figures: [
      await shiftCurves(
        [...built, ...trained.filter(({ row }) => row.startsWith("lenet5-shifted"))].flatMap(
          (row) =>
            sideways(row, row.group === "random-shifts" ? "LeNet-5, random shifts" : row.title),
        ),
        {
          id: "shift-curves-beyond",
          title: helpTitle(results),
          subtitle,
          colourOrder: seriesOrder,
        },
      ),
      await shiftHeatmap(
        [...trained, ...(circular ? [circular] : [])].flatMap((row) =>
          row.accuracy.map(({ dx, dy, share }) => ({
            panel: row.group === "random-shifts" ? `${row.title}, random shifts` : row.title,
            dx,
            dy,
            accuracy: share,
          })),
        ),
        {
          id: "shift-heatmap-beyond",
          title: "Trained with random shifts, or built to be invariant",
          subtitle,
        },
      ),
    ],
  };
}

function sideways({ accuracy }: RowResult, network: string) {
  return accuracy
    .filter(({ dy }) => dy === 0)
    .map(({ dx, share }) => ({ network, dx, accuracy: share }));
}

function comparisonTable({ rows }: TranslationResults): ReportTable {
  const own = rows.filter(({ group }) => group !== "biased" && group !== "longer");
  return {
    caption: `Plain and shifted accuracy of every way of building and training (±: ${intervalText})`,
    columns: ["network", "training", "accuracy", "moved"],
    align: ["left", "left", "right", "right"],
    rows: own.map((row) => [
      row.title,
      row.group === "random-shifts" ? "random shifts" : "as given",
      estimateText(row.plain),
      estimateText(row.shifted) + (row.group === "circular" ? " (circular shifts)" : ""),
    ]),
  };
}
