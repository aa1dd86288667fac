/**
 * The cross-entropy of every row of logits, in double precision: differences of losses need more digits than the sum that
 * training differentiates.
 *
 * Shape: logits [N, K], labels [N] -> [N]
 * Units: nats
 * @source Bishop 2006, "Pattern Recognition and Machine Learning", equation 4.108; the largest logit taken off first
 */
export function crossEntropies(logits: ArrayLike<number>, labels: ArrayLike<number>): number[] {
  const classes = logits.length / labels.length;
  return Array.from(labels, (label, row) => {
    const own = Array.from({ length: classes }, (_, at) => logits[row * classes + at]!);
    const most = Math.max(...own);
    const sum = own.reduce((all, logit) => all + Math.exp(logit - most), 0);
    return most - own[label]! + Math.log(sum);
  });
}
