import { learningCurves } from "../../../figures/learningCurves.ts";
import type { ReportSection } from "../../../figures/report.ts";
import { countOf } from "../../words.ts";
import { seriesOrder } from "../cells.ts";
import type { TranslationResults } from "../results.ts";
import type { TranslationSettings } from "../settings.ts";

/**
 * The recipe and how the networks learned with it.
 *
 * @source own choice: the source gives no recipe beyond SGD and cross-entropy
 */
export async function trainingSection(
  { rows }: TranslationResults,
  settings: TranslationSettings,
  subtitle: string,
): Promise<ReportSection> {
  const { learningRate, momentum, epochs, batchSize } = settings;
  const own = rows.filter(({ group }) => group === "table");
  return {
    id: "training",
    title: "How they were trained",
    paragraphs: [
      `One recipe for all: SGD, learning rate ${learningRate}, momentum ${momentum}, batches of ${batchSize}, ${countOf(epochs, "epoch")}, cross-entropy of softmax outputs, PyTorch's default initialisation, images as fractions of 1 without further normalisation.`,
    ],
    tables: [],
    figures: [
      await learningCurves(
        own.flatMap(({ title, history }) =>
          history.map(({ seed, epoch, accuracy }) => ({
            series: title,
            seed,
            epoch,
            value: accuracy,
          })),
        ),
        { subtitle, colourOrder: seriesOrder },
      ),
    ],
  };
}
