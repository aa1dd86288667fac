import { layerErrors } from "../../../figures/layerErrors.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { countOf } from "../../words.ts";
import { seriesOrder } from "../cells.ts";
import { rowNamed } from "../claims.ts";
import { breakSentence } from "../findings.ts";
import type { RowResult, TranslationResults } from "../results.ts";

/** Networks with layers that have space, and one without for comparison. */
const compared = ["lenet5", "lenet5-max", "lenet5-blur", "lenet5-circular", "mlp"];

/**
 * Which layer breaks equivariance.
 *
 * @source own definition: `measureEquivariance`
 */
export async function layersSection(
  results: TranslationResults,
  subtitle: string,
): Promise<ReportSection> {
  const rows = compared.flatMap((name) => rowNamed(results, name) ?? []);
  const reach = Math.max(...rows.flatMap(({ layers }) => layers.map(({ dx }) => dx)));
  const dx = Math.min(3, reach);
  const lenet5 = rowNamed(results, "lenet5")!;
  return {
    id: "layers",
    title: "Which layer breaks it?",
    paragraphs: [
      "For each layer, its output for the moved image is set beside its moved output for the image. The difference is divided by the difference between two different images: 0 means that the layer moves along exactly, 1 that moving the image changes the layer as much as showing another image. A move by a fraction of a layer's unit interpolates between its units, and columns that come from outside are left out.",
      "Layers without space (C5 where it covers all of S4, F6, logits and the perceptron's layers) cannot move along: for them the number says how far they are from invariance, so what grows on the way to the first of them is a change of question too.",
      breakSentence(lenet5, dx),
    ],
    tables: [errorTable(lenet5)],
    figures: [
      await layerErrors(
        rows.flatMap(({ title, layers }) =>
          layers
            .filter((layer) => layer.dx === dx)
            .map(({ layer, error }) => ({ network: title, layer, error })),
        ),
        {
          title: `What moving the image by ${countOf(dx, "pixel")} does to each layer`,
          caption:
            "Equivariance error of each layer, from input (left) to output (right): 0, the layer moves along exactly; 1, moving the image changes it as much as showing another image. Bars are 95% confidence intervals of the mean over seeds (Student t).",
          subtitle,
          colourOrder: seriesOrder,
        },
      ),
    ],
  };
}

function errorTable({ title, layers }: RowResult): ReportTable {
  const names = [...new Set(layers.map(({ layer }) => layer))];
  const shifts = [...new Set(layers.map(({ dx }) => dx))];
  const error = (layer: string, dx: number) =>
    layers.find((cell) => cell.layer === layer && cell.dx === dx)?.error.mean.toFixed(3) ?? "–";
  return {
    caption: `Equivariance error of ${title} against the shift to the right, mean over seeds`,
    columns: ["layer", ...shifts.map((dx) => `${dx} px`)],
    align: ["left", ...shifts.map(() => "right" as const)],
    rows: names.map((layer) => [layer, ...shifts.map((dx) => error(layer, dx))]),
  };
}
