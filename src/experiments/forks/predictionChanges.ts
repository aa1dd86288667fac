/** How two networks' answers to the same images differ. Units: fractions of the images */
export interface PredictionChanges {
  /** Which the two answer differently. */
  readonly flipped: number;
  /** Which the first answers right and the second wrong. */
  readonly lost: number;
  /** Which the first answers wrong and the second right. */
  readonly gained: number;
}

/** Compares the second network's answers with the first one's. */
export function predictionChanges(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: ArrayLike<number>,
): PredictionChanges {
  let [flipped, lost, gained] = [0, 0, 0];
  for (let at = 0; at < labels.length; at++) {
    if (first[at] === second[at]) continue;
    flipped++;
    if (first[at] === labels[at]) lost++;
    if (second[at] === labels[at]) gained++;
  }
  const { length } = labels;
  return { flipped: flipped / length, lost: lost / length, gained: gained / length };
}
