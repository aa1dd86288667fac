import { UsageError } from "../core/errors.ts";

/** What is known of a batch or a whole set: the class scores of every example, one row after the other, and its class. */
export interface Scored {
  /** Shape: [N, K] */
  readonly logits: ArrayLike<number>;
  /** Shape: [N] */
  readonly labels: ArrayLike<number>;
}

/**
 * How many examples have their label among the k classes with the largest logits. Of equal logits the lower class comes
 * first, as in `argMax`; a label whose logit is NaN is among none.
 *
 * @throws {UsageError} when k is not a number of classes
 */
export function topKMatches({ logits, labels }: Scored, k: number): number {
  const classes = logits.length / labels.length;
  if (!Number.isInteger(k) || k < 1 || k > classes) {
    throw new UsageError(
      `Cannot take the top ${k}: there are ${classes} classes, needs 1 to ${classes}`,
    );
  }
  let matches = 0;
  for (let example = 0; example < labels.length; example++) {
    const first = example * classes;
    const label = labels[example]!;
    const own = logits[first + label]!;
    let before = 0;
    for (let other = 0; other < classes; other++) {
      const logit = logits[first + other]!;
      if (logit > own || (logit === own && other < label)) before++;
    }
    if (before < k && !Number.isNaN(own)) matches++;
  }
  return matches;
}

/**
 * How often each class was taken for each.
 *
 * Shape: predictions [N], labels [N] -> one row a true class, one column an answer
 */
export function confusionMatrix(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]![predictions[i]!]! += 1;
  return counts;
}

/**
 * The share of each class that was recognised; null where there was no example of it.
 *
 * Units: fractions
 */
export function classAccuracies(confusion: readonly (readonly number[])[]): (number | null)[] {
  return confusion.map((row, label) => {
    const count = row.reduce((sum, own) => sum + own, 0);
    return count === 0 ? null : row[label]! / count;
  });
}
