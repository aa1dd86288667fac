import { consistency } from "../../../figures/consistency.ts";
import type { ReportSection } from "../../../figures/report.ts";
import { shiftCurves } from "../../../figures/shiftCurves.ts";
import { shiftHeatmap } from "../../../figures/shiftHeatmap.ts";
import { rowNamed } from "../claims.ts";
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
      "The source gives one number over all shifts. Shift by shift one sees that the fall is smooth: a convolutional network does not shrug a shift off, it tolerates about one pixel more than the perceptron.",
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
        { chance: 1 / classes.length, subtitle },
      ),
      await shiftHeatmap(classPanels(lenet5, classes), {
        id: "shift-heatmap-by-class",
        title: "Not every digit suffers alike: LeNet-5, class by class",
        subtitle,
      }),
      await consistency(
        rows.flatMap(({ title, unchanged }) =>
          unchanged
            .filter(({ dx, dy }) => dy === 0 && dx >= 0)
            .map(({ dx, share }) => ({ network: title, distance: dx, agreement: share })),
        ),
        { subtitle: `Shifts to the right. ${subtitle}` },
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
