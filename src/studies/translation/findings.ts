import { percent } from "../../figures/text.ts";
import { countOf } from "../words.ts";
import { hasLearned, rowNamed } from "./claims.ts";
import type { AtShift, RowResult, TranslationResults } from "./results.ts";

/**
 * What the numbers say, as sentences: each is computed, so that no sentence can outlive its number.
 *
 * @source own design
 */
export function summaryOf(results: TranslationResults): string[] {
  const lenet5 = rowNamed(results, "lenet5")!;
  const mlp = rowNamed(results, "mlp")!;
  const pooled = rowNamed(results, "pooled-mlp")!;
  const trained = rowNamed(results, "lenet5-shifted-training");
  if (!hasLearned(results)) {
    return [
      `Not answered: LeNet-5 recognises ${percent(lenet5.plain.mean, 1)} of the test digits in place, less than half. It has to be trained for longer, or with another learning rate, before moving digits can say anything.`,
    ];
  }
  const gain = lenet5.shifted.mean - mlp.shifted.mean;
  const lost = lenet5.plain.mean - lenet5.shifted.mean;
  const pooling = pooled.shifted.mean - mlp.shifted.mean;
  return [
    `${lost > 0.05 ? "No" : "Largely yes"}: LeNet-5 recognises ${percent(lenet5.plain.mean, 1)} of the test digits as they are and ${percent(lenet5.shifted.mean, 1)} when they are moved by up to ${pixels(reachOf(results))}.`,
    `Convolution ${gain > 0 ? "helps" : "does not help"}: the perceptron comes down from ${percent(mlp.plain.mean, 1)} to ${percent(mlp.shifted.mean, 1)}, ${pointsApart(gain)} ${gain > 0 ? "below" : "above"} LeNet-5.`,
    `Pooling alone ${Math.abs(pooling) <= 0.05 ? "makes next to no difference" : pooling > 0 ? "helps" : "harms"}: with 4×4 pooling in front, the perceptron recognises ${percent(pooled.shifted.mean, 1)} of the moved digits.`,
    displacedSentence(results),
    ...(trained
      ? [
          `What ${trained.shifted.mean > lenet5.shifted.mean ? "helps" : "does not help"} is data: trained with random shifts, LeNet-5 recognises ${percent(trained.shifted.mean, 1)} of the moved digits and ${percent(trained.plain.mean, 1)} of those in place.`,
        ]
      : []),
    ...maxPoolingSentence(results),
  ];
}

/** How far LeNet-5 and the perceptron may move before most answers are wrong. */
export function reachSentence(results: TranslationResults): string {
  const reach = (name: string) => reachAboveHalf(rowNamed(results, name)!.accuracy);
  const limit = Math.max(...results.shifts.map(({ dx }) => dx));
  const say = (distance: number) =>
    distance === limit && limit > 1 ? `all ${pixels(distance)}` : pixels(distance);
  return `Moved sideways in either direction, most digits are still recognised up to ${say(reach("lenet5"))} by LeNet-5 and up to ${say(reach("mlp"))} by the perceptron.`;
}

/** Which digits LeNet-5 recognises best and worst over all shifts. */
export function classTitle(
  { title, classAccuracy }: RowResult,
  classes: readonly string[],
): string {
  const labels = [...new Set(classAccuracy.map(({ label }) => label))];
  const means = labels.map((label) => ({
    label,
    mean: averageShare(classAccuracy.filter((cell) => cell.label === label)),
  }));
  means.sort((a, b) => a.mean - b.mean);
  const [worst, best] = [means[0]!, means.at(-1)!];
  return `${title} by class: digit ${classes[worst.label]} keeps ${percent(worst.mean)} over all shifts, digit ${classes[best.label]} ${percent(best.mean)}`;
}

/** Between which layers of a network the equivariance error grows most. */
export function breakSentence({ title, layers }: RowResult, dx: number): string {
  const own = layers.filter((layer) => layer.dx === dx);
  const steps = own.slice(1).map((layer, index) => {
    const before = own[index]!;
    return { from: before, to: layer, growth: layer.error.mean - before.error.mean };
  });
  const [largest] = steps.filter(({ growth }) => growth > 0).sort((a, b) => b.growth - a.growth);
  const most = largest
    ? `most from ${largest.from.layer} to ${largest.to.layer}: from ${largest.from.error.mean.toFixed(2)} to ${largest.to.error.mean.toFixed(2)}`
    : "from no layer to the next";
  return `Moved by ${pixels(dx)}, the error of ${title} grows ${most}.`;
}

/** Whether random shifts in training or another pooling does more. */
export function helpTitle(results: TranslationResults): string {
  const accuracy = (name: string) => rowNamed(results, name)?.shifted.mean ?? Number.NaN;
  const data = accuracy("lenet5-shifted-training") - accuracy("lenet5");
  const pooling = Math.max(accuracy("lenet5-max"), accuracy("lenet5-blur")) - accuracy("lenet5");
  const say = (gain: number) => `${gain < 0 ? "−" : "+"}${pointsApart(gain)}`;
  return `Random shifts in training: ${say(data)}; the better of two other poolings: ${say(pooling)}`;
}

function maxPoolingSentence(results: TranslationResults): string[] {
  const lenet5 = rowNamed(results, "lenet5")!;
  const max = rowNamed(results, "lenet5-max");
  if (!max) return [];
  const gain = max.shifted.mean - lenet5.shifted.mean;
  const verdict = Math.abs(gain) <= 0.05 ? "matters little" : "matters";
  return [
    `Inside a convolutional network the kind of pooling ${verdict}: with max pooling instead of average pooling, LeNet-5 recognises ${percent(max.shifted.mean, 1)} of the moved digits and ${percent(max.plain.mean, 1)} of those in place.`,
  ];
}

function displacedSentence(results: TranslationResults): string {
  const biased = rowNamed(results, "biased")!;
  const reach = Math.min(3, reachOf(results));
  const answered = (answer: number, dx: number) =>
    averageShare(
      biased.answers.filter(
        (cell) => cell.answer === answer && cell.dx === dx && cell.label !== 2 && cell.label !== 3,
      ),
    );
  return `Trained with every 2 displaced to the left and every 3 to the right, LeNet-5 takes ${percent(answered(3, reach))} of the other digits for a 3 when they stand ${pixels(reach)} to the right, and ${percent(answered(2, -reach))} for a 2 when they stand ${pixels(reach)} to the left.`;
}

/** The largest shift, to both sides, at which accuracy is at least one half. */
function reachAboveHalf(accuracy: readonly AtShift[]): number {
  const sideways = accuracy.filter(({ dy }) => dy === 0);
  let reach = 0;
  const holds = (pixels: number) => {
    const both = sideways.filter(({ dx }) => Math.abs(dx) === pixels);
    return both.length > 0 && both.every(({ share }) => share.mean >= 0.5);
  };
  while (holds(reach + 1)) reach++;
  return reach;
}

function reachOf({ shifts }: TranslationResults): number {
  return Math.max(...shifts.map(({ dx }) => dx));
}

function averageShare(cells: readonly { readonly share: { readonly mean: number } }[]): number {
  return cells.reduce((sum, { share }) => sum + share.mean, 0) / cells.length;
}

function pixels(count: number): string {
  return countOf(count, "pixel");
}

function pointsApart(difference: number): string {
  return `${Math.abs(100 * difference).toFixed(1)} points`;
}
