import { wholeNumber } from "../core/settings.ts";
import { wilsonInterval } from "../core/wilsonInterval.ts";
import { accuracyFigures } from "../figures/probes/accuracy.ts";
import { argMax } from "../ops/argMax.ts";
import { imagesText } from "../probing/imagesText.ts";
import type { Measurement, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import { confusionMatrix, type Scored, topKMatches } from "../train/metrics.ts";
import { brokenOutputs, withoutValues } from "./answers/brokenOutputs.ts";

/** What the probe `accuracy` can be told. */
export interface AccuracyOptions {
  readonly k: number;
}

/**
 * The share of images whose label is the network's answer, of all and of each class, and of those whose label is among
 * its k best answers; with Wilson's interval. Chance is what answers reach that do not look: of all images the share of
 * the commonest class, of one class 1/K, among k answers the share of the k commonest classes. There is no number of a
 * class without images, of the best k of no more than k classes, and of outputs that are not finite.
 *
 * Shape: logits [N, K], labels [N]; `confusion` one row a true class, one column an answer
 * Units: fractions
 * @source Wilson 1927, doi:10.1080/01621459.1927.10502953 (interval); Russakovsky et al. 2015, arXiv:1409.0575,
 * section 4.1 (top-k)
 */
export const accuracy = defineProbe<AccuracyOptions>({
  id: "accuracy",
  title: "Accuracy",
  question:
    "How many images does the network get right, of which classes, and what does it take the others for?",
  headline: {
    quantity: "accuracy",
    words: "the share of images told right",
    format: "percent",
    isMinor: true,
  },
  source:
    "Wilson 1927, doi:10.1080/01621459.1927.10502953; Russakovsky et al. 2015, arXiv:1409.0575",
  caveats: ["Intervals are about other images of the same kind, not about another training."],
  options: { k: wholeNumber(2, 5, "best answers among which a label counts as found") },
  images: { part: "test", count: 2000 },
  taps: ({ logits }) => ({ rows: { logits, answers: argMax(logits) } }),
  measure({ options, classes, examples: { labels }, look }) {
    const { logits, answers } = look().rows;
    const confusion = confusionMatrix(answers!.values, labels, classes.length);
    const found = readingsOf(
      { logits: logits!.values, labels },
      { confusion, classes, ...options },
    );
    const broken = brokenOutputs(logits!);
    return broken
      ? { readings: withoutValues(found, broken) }
      : { readings: found, details: { confusion } };
  },
  figures: ({ points, classes, options }) =>
    accuracyFigures(
      readingRows(points),
      points.map((point) => ({ ...point, confusion: confusionOf(point) })),
      { classes, subtitle: imagesText(options) },
    ),
});

/** How often each class was taken for each; nothing where outputs were not finite. */
function confusionOf({ details }: Measurement): readonly (readonly number[])[] | undefined {
  return (details as { readonly confusion: readonly (readonly number[])[] } | undefined)?.confusion;
}

interface Found {
  readonly confusion: readonly (readonly number[])[];
  readonly classes: readonly string[];
  readonly k: number;
}

function readingsOf(scored: Scored, { confusion, classes, k }: Found): Reading[] {
  const sizes = confusion.map((row) => sum(row));
  const matches = sum(confusion.map((row, label) => row[label]!));
  const count = scored.labels.length;
  return [
    { quantity: "accuracy", ...share(matches, count, shareOfCommonest(sizes, 1)) },
    { quantity: `top-${k} accuracy`, ...topK(scored, k, sizes) },
    ...classes.map((of, label) => ({
      quantity: "class accuracy",
      of,
      ...share(confusion[label]![label]!, sizes[label]!, 1 / classes.length),
    })),
  ];
}

function topK(scored: Scored, k: number, sizes: readonly number[]): Share {
  const classes = sizes.length;
  if (k >= classes)
    return { value: null, reason: `there are ${classes} classes, needs more than ${k}` };
  return share(topKMatches(scored, k), scored.labels.length, shareOfCommonest(sizes, k));
}

type Share = Omit<Reading, "quantity" | "of">;

function share(matches: number, count: number, chance: number): Share {
  if (count === 0) return { value: null, reason: "there are no images of this class" };
  return { value: matches / count, ...wilsonInterval(matches, count), chance: [chance, chance] };
}

function shareOfCommonest(sizes: readonly number[], count: number): number {
  return sum(sizes.toSorted((a, b) => b - a).slice(0, count)) / sum(sizes);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
