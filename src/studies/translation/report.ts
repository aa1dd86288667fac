import { isMnist } from "../isMnist.ts";
import type { AnalysisContext, StudyReport } from "../study.ts";
import { seedsOf } from "../words.ts";
import { hasLearned } from "./claims.ts";
import { summaryOf } from "./findings.ts";
import type { TranslationResults } from "./results.ts";
import { beyondSection } from "./sections/beyondSection.ts";
import { biasedSection } from "./sections/biasedSection.ts";
import { gapSection } from "./sections/gapSection.ts";
import { layersSection } from "./sections/layersSection.ts";
import { shiftSection } from "./sections/shiftSection.ts";
import { tableSection } from "./sections/tableSection.ts";
import { trainingSection } from "./sections/trainingSection.ts";
import { type TranslationSettings, translationSettings } from "./settings.ts";

/**
 * The study's answer, its evidence and its limits.
 *
 * @source Tanaka 2024
 */
export async function reportTranslation(
  results: TranslationResults,
  { settings, dataset }: AnalysisContext<TranslationSettings>,
): Promise<StudyReport> {
  const isSource = isMnist(dataset);
  const subtitle = `${dataset.title}, ${seedsOf(settings.seeds)}`;
  const { mode } = settings;
  const hasBeyond = results.rows.some(({ group }) => group === "pooling");
  const hasLayers = results.rows.some(({ layers }) => layers.length > 0);
  return {
    summary: summaryOf(results),
    sections: [
      await tableSection(results, { subtitle, isSource }),
      await shiftSection(results, { subtitle, classes: dataset.classes }),
      ...(hasLayers ? [await layersSection(results, subtitle)] : []),
      await biasedSection(results, { subtitle, data: dataset.title, mode }),
      ...(hasBeyond && hasLearned(results)
        ? [await gapSection(results, { subtitle, isSource })]
        : []),
      ...(hasBeyond ? [await beyondSection(results, subtitle)] : []),
      await trainingSection(results, settings, subtitle),
    ],
    notes: notesOf(settings, dataset),
  };
}

function notesOf(
  settings: TranslationSettings,
  dataset: AnalysisContext<TranslationSettings>["dataset"],
): string[] {
  return [
    isMnist(dataset)
      ? "Data: MNIST, all 60,000 training and 10,000 test images, as in the source."
      : `Data: ${dataset.title}, ${dataset.trainCount} training and ${dataset.testCount} test images; the source used 60,000 and 10,000 images of MNIST. ${dataset.note}`,
    `The source gives no learning rate, number of epochs, batch size or initialisation; ours is one recipe for all four networks, ${isPilotRecipe(settings) ? "the one of the pilot in docs/studies/translation.md that came closest to the eight numbers of table 1" : "chosen for this run and not the one that the pilot in docs/studies/translation.md found for MNIST"}.`,
    "The source does not give the perceptrons' widths: 784-120-84-10, the dense part of LeNet-5, and 49-120-84-10 behind pooling, are ours.",
    "LeNet-5 as in the modern re-implementations: 28×28 input padded by 2, plain average pooling, tanh, linear output with softmax cross-entropy; C3 keeps the connection table of 1998, as a mask on its weight.",
    "The source's counts for the pooled perceptron, 8,733 right and 1,217 wrong, do not add up to 10,000; 8,733 of 10,000 is the 87% it prints.",
    `Shifts: ${settings.mode === "zero" ? "zeros enter at the edges, as in the source" : "circular, unlike the source"}; dx from ${-settings.shift} to ${settings.shift}, dy from ${-settings.shiftDown} to ${settings.shiftDown} pixels.`,
    "Intervals are 95% confidence intervals of the mean over seeds (Student t); they say how far another set of seeds may lie, not how far other data may.",
  ];
}

/** Whether the networks were trained as the pilot found best: the defaults are that recipe. */
function isPilotRecipe(settings: TranslationSettings): boolean {
  const recipe = ["learningRate", "momentum", "epochs", "batchSize", "trainCount"] as const;
  return recipe.every((key) => settings[key] === translationSettings[key].default);
}
