import { consistency } from "../../../figures/consistency.ts";
import type { ReportSection } from "../../../figures/report.ts";
import { shiftCurves } from "../../../figures/shiftCurves.ts";
import { shiftHeatmap } from "../../../figures/shiftHeatmap.ts";
import { seriesOrder } from "../cells.ts";
import { rowNamed } from "../claims.ts";
import { classTitle, reachSentence } from "../findings.ts";
import type { RowResult, TranslationResults } from "../results.ts";

/**
 * Accuracy and agreement shift by shift, where the source gives one mean.
 *
 * @source own design
 */
export async function shiftSection(
  results: TranslationResults,
  { subtitle, classes }: { readonly subtitle: string; readonly classes: readonly string[] },
): Promise<ReportSection> {
  const rows = results.rows.filter(({ group }) => group === "table");
  const lenet5 = rowNamed(results, "lenet5")!;
  return {
    id: "shifts",
    title: "How far may a digit move?",
    paragraphs: [
      `The source gives one number over all shifts; here is every shift by itself. ${reachSentence(results)}`,
      "Consistency asks something else than accuracy: whether the answer, right or wrong, stays the same when the image moves. A network that is always wrong in the same way is consistent.",
    ],
    tables: [],
    figures: [
      await shiftHeatmap(
        rows.flatMap(({ title, accuracy }) =>
          accuracy.map(({ dx, dy, share }) => ({ panel: title, dx, dy, accuracy: share })),
        ),
        { subtitle },
      ),
      await shiftCurves(
        rows.flatMap(({ title, accuracy }) =>
          accuracy
            .filter(({ dy }) => dy === 0)
            .map(({ dx, share }) => ({ network: title, dx, accuracy: share })),
        ),
        { chance: 1 / classes.length, subtitle, colourOrder: seriesOrder },
      ),
      await shiftHeatmap(classPanels(lenet5, classes), {
        id: "shift-heatmap-by-class",
        title: classTitle(lenet5, classes),
        subtitle,
      }),
      await consistency(
        rows.flatMap(({ title, unchanged }) =>
          unchanged
            .filter(({ dx, dy }) => dy === 0 && dx >= 0)
            .map(({ dx, share }) => ({ network: title, distance: dx, agreement: share })),
        ),
        { subtitle: `Shifts to the right. ${subtitle}`, colourOrder: seriesOrder },
      ),
    ],
  };
}

function classPanels({ classAccuracy }: RowResult, classes: readonly string[]) {
  return classAccuracy.map(({ label, dx, dy, share }) => ({
    panel: `Digit ${classes[label]}`,
    dx,
    dy,
    accuracy: share,
  }));
}
