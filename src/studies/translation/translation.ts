import { isMnist } from "../isMnist.ts";
import type { Study } from "../study.ts";
import { biasedSet } from "./biasedSet.ts";
import { translationCells } from "./cells.ts";
import { translationClaims } from "./claims.ts";
import { measureTranslation, type TranslationMeasured } from "./measure.ts";
import { reportTranslation } from "./report.ts";
import { analyseTranslation, type TranslationResults } from "./results.ts";
import { translationResultsSchema } from "./resultsSchema.ts";
import { type TranslationSettings, translationSettings } from "./settings.ts";

/**
 * Moves the test digits by a few pixels and counts what four networks still recognise; then asks why.
 *
 * Units: accuracies are fractions in [0, 1]; shifts are pixels
 * @source Tanaka 2024, Properties of convolutional neural networks (in Japanese), Tohoku University
 */
export const translation: Study<TranslationSettings, TranslationMeasured, TranslationResults> = {
  id: "translation",
  title: "Are convolution and pooling robust to translation?",
  question:
    "When a digit moves by a few pixels, do convolution and pooling let a network still recognise it?",
  source:
    "S. Tanaka (田中 真一), Properties of convolutional neural networks (in Japanese), Tohoku University, 2024-04-20, revised 2024-04-23",
  settings: translationSettings,
  demo: {
    seeds: [0, 1],
    learningRate: 0.2,
    trainCount: 20_000,
    testCount: 2_000,
    layerCount: 300,
  },
  cells: translationCells,
  cellData: (cell, { dataset }) =>
    cell.factors.group === "biased" ? { ...dataset, train: biasedSet(dataset.train) } : dataset,
  measure: measureTranslation,
  analyse: analyseTranslation,
  results: translationResultsSchema,
  claims: translationClaims,
  isSourceData: isMnist,
  report: reportTranslation,
};
