import { wholeNumberWithin } from "../core/settings.ts";
import { estimateOf } from "../core/statistics.ts";
import { calibrationFigures } from "../figures/probes/calibration.ts";
import { argMax } from "../ops/argMax.ts";
import { logSoftmax } from "../ops/logSoftmax.ts";
import { softmax } from "../ops/softmax.ts";
import { imagesText } from "../probing/imagesText.ts";
import type { Measurement, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import type { Rows } from "../probing/rows.ts";
import { brokenOutputs, withoutValues } from "./answers/brokenOutputs.ts";
import {
  calibratedErrors,
  calibrationErrors,
  expectedErrorInterval,
  type Judged,
  type ReliabilityBin,
  reliabilityBins,
} from "./answers/calibrationError.ts";

/** What the probe `calibration` can be told. */
export interface CalibrationOptions {
  readonly bins: number;
}

/**
 * Whether the network is right as often as it is sure. Its confidence is the probability of its answer; images are put
 * into bins of confidence, all of one width. The expected calibration error is the mean over images of the distance between
 * the accuracy and the mean confidence of their bin, the maximum calibration error that of the worst bin; their chance
 * is what perfectly calibrated networks show that are as sure. Overconfidence is mean confidence less accuracy. The
 * negative log-likelihood and Brier's score judge all probabilities, and are lowest on average for the true ones; their
 * chance is that of answering the shares of the classes, whatever the image. There is no number of outputs that are not
 * finite.
 *
 * Shape: probabilities [N, K], labels [N]
 * Units: errors, confidence and overconfidence as fractions; negative log-likelihood in nats; Brier's score
 * Σ_k (p_k − y_k)², from 0 to 2
 * @source Guo et al. 2017, arXiv:1706.04599, section 2; Brier 1950, Monthly Weather Review 78(1), equation 2
 */
export const calibration = defineProbe<CalibrationOptions>({
  id: "calibration",
  title: "Calibration",
  question: "Is the network right as often as it is sure?",
  headline: {
    quantity: "expected calibration error",
    words: "the mean distance between how sure the network is and how often it is right",
    format: "percent",
  },
  source: "Guo et al. 2017, arXiv:1706.04599; Brier 1950, Monthly Weather Review 78(1)",
  caveats: [
    "Of few images the expected calibration error is too large: even a perfectly calibrated network has one, between the dotted lines.",
    "Both calibration errors depend on the number of bins: compare networks by the same number and as many images.",
  ],
  options: { bins: wholeNumberWithin([1, 1000], 15, "bins of confidence, all of one width") },
  images: { part: "test", count: 2000 },
  taps: ({ logits }) => ({
    rows: {
      logits,
      answers: argMax(logits),
      probabilities: softmax(logits),
      logProbabilities: logSoftmax(logits),
    },
  }),
  measure({ options: { bins }, examples: { labels }, look, stream }) {
    const { logits, answers, probabilities, logProbabilities } = look().rows;
    const judged = judgedBy(probabilities!, answers!, labels);
    const calibrated = calibratedErrors(judged, bins, stream("calibrated"));
    const { expected, maximum } = calibrationErrors(judged, bins);
    const ends = expectedErrorInterval(judged, bins, {
      calibrated: calibrated.expected,
      stream: stream("bootstrap"),
    });
    const readings = [
      {
        quantity: "expected calibration error",
        value: expected,
        ...ends,
        chance: calibrated.expected,
      },
      { quantity: "maximum calibration error", value: maximum, chance: calibrated.maximum },
      ...scoresOf({
        judged,
        probabilities: probabilities!,
        logProbabilities: logProbabilities!,
        labels,
      }),
    ];
    const broken = brokenOutputs(logits!);
    if (broken) return { readings: withoutValues(readings, broken) };
    return { readings, details: { bins: reliabilityBins(judged, bins) } };
  },
  figures: ({ points, options }) =>
    calibrationFigures(
      readingRows(points),
      points.map((point) => ({ ...point, bins: binsOf(point) })),
      imagesText(options),
    ),
});

/** Nothing where outputs were not finite. */
function binsOf({ details }: Measurement): readonly ReliabilityBin[] | undefined {
  return (details as { readonly bins: readonly ReliabilityBin[] } | undefined)?.bins;
}

function judgedBy(probabilities: Rows, answers: Rows, labels: Int32Array): Judged {
  const { values, size, count } = probabilities;
  return {
    confidences: Float64Array.from(
      { length: count },
      (_, i) => values[i * size + answers.values[i]!]!,
    ),
    isRight: Uint8Array.from(labels, (label, i) => Number(answers.values[i] === label)),
  };
}

interface Scored {
  readonly judged: Judged;
  readonly probabilities: Rows;
  readonly logProbabilities: Rows;
  readonly labels: Int32Array;
}

function scoresOf({ judged, probabilities, logProbabilities, labels }: Scored): Reading[] {
  const { size } = probabilities;
  const shares = new Float64Array(size);
  for (const label of labels) shares[label]! += 1 / labels.length;
  const { confidences, isRight } = judged;
  const surprises = Array.from(labels, (label, i) => -logProbabilities.values[i * size + label]!);
  const squares = Array.from(labels, (label, i) => {
    const row = Array.from(probabilities.values.subarray(i * size, (i + 1) * size));
    return row.reduce((sum, own, k) => sum + (own - Number(k === label)) ** 2, 0);
  });
  const entropy = shares.reduce((sum, own) => sum - (own > 0 ? own * Math.log(own) : 0), 0);
  const impurity = 1 - shares.reduce((sum, own) => sum + own ** 2, 0);
  return [
    meanOf("confidence", Array.from(confidences)),
    meanOf(
      "overconfidence",
      Array.from(confidences, (own, i) => own - isRight[i]!),
    ),
    { ...meanOf("negative log-likelihood", surprises), chance: [entropy, entropy] },
    { ...meanOf("Brier score", squares), chance: [impurity, impurity] },
  ];
}

function meanOf(quantity: string, values: readonly number[]): Reading {
  const { mean, low, high } = estimateOf(values);
  return { quantity, value: mean, low: low ?? undefined, high: high ?? undefined };
}
