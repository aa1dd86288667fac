import { isMnist } from "../isMnist.ts";
import type { Study } from "../study.ts";
import { sequenceCells } from "./cells.ts";
import { sequenceClaims } from "./claims.ts";
import { sequenceData } from "./data/cellData.ts";
import { measureSequence, type SequenceMeasured } from "./measure/measure.ts";
import { reportSequence } from "./report.ts";
import { analyseSequence, type SequenceResults } from "./results.ts";
import { sequenceResultsSchema } from "./resultsSchema.ts";
import { type SequenceSettings, sequenceSettings } from "./settings.ts";

/**
 * Trains the same small CNN alone and within CNN + LSTM, and compares what its filters become; then asks what the
 * comparison means.
 *
 * Units: accuracies are fractions in [0, 1]; distances between filters are those of their weights
 * @source Inoue & Tsukamoto 2021, Consideration of weight parameter characteristics by comparing network structures in deep
 * learning (in Japanese)
 */
export const sequence: Study<SequenceSettings, SequenceMeasured, SequenceResults> = {
  id: "sequence",
  title: "What becomes of a CNN's filters inside CNN + LSTM?",
  question:
    "When the same small CNN learns digits alone, or learns together with an LSTM to continue sequences, do its filters become the same?",
  source:
    "N. Inoue & A. Tsukamoto (井上 直哉, 塚本 新), Consideration of weight parameter characteristics by comparing network structures in deep learning (in Japanese)",
  settings: sequenceSettings,
  // As many steps at a tenth of the size and ten times the rate: learning comes about as far.
  demo: {
    seeds: [0, 1],
    trainCount: 12_000,
    testCount: 2_000,
    learningRate: 0.1,
    batchSize: 64,
    epochs: 25,
    fitCount: 300,
    askedCount: 1000,
  },
  trainingShare: 0.9,
  cells: sequenceCells,
  cellData: sequenceData,
  measure: measureSequence,
  analyse: analyseSequence,
  results: sequenceResultsSchema,
  claims: sequenceClaims,
  isSourceData: isMnist,
  report: reportSequence,
};
