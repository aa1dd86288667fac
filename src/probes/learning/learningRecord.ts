/** What the epochs tell about every example. */
export interface LearningRecord {
  /** The first epoch at which it is right; infinite where there is none. Shape: [N] */
  readonly firstRight: Float64Array;
  /** The first epoch from which it stays right to the last; infinite where it is wrong at the last. Shape: [N] */
  readonly learned: Float64Array;
  /** How often it is wrong right after it was right. Shape: [N] */
  readonly forgettingEvents: Uint32Array;
  /** Share of the epochs after the first right one at which it is right; NaN where there are none. Shape: [N] */
  readonly stability: Float64Array;
}

/** Whether every example was right at an epoch. */
export interface EpochAnswers {
  readonly epoch: number;
  /** 1 where it was, else 0. Shape: [N] */
  readonly isRight: ArrayLike<number>;
}

/**
 * When every example was learned, and how firmly. Only the epochs that are given count, in ascending order: what was
 * forgotten and learned again between two of them is not seen.
 *
 * Units: epochs; stability as a fraction
 * @source Toneva et al. 2019, arXiv:1812.05159, section 3 (forgetting events, counted there at every presentation of an
 * example, here at the given epochs); first-learned epoch and stability: own definitions
 */
export function learningRecord(answers: readonly EpochAnswers[], count: number): LearningRecord {
  const never = Number.POSITIVE_INFINITY;
  const firstRight = new Float64Array(count).fill(never);
  const learned = new Float64Array(count).fill(never);
  const forgettingEvents = new Uint32Array(count);
  const after = new Uint32Array(count);
  const rightAfter = new Uint32Array(count);
  for (const { epoch, isRight } of answers) {
    for (let example = 0; example < count; example++) {
      const right = isRight[example] === 1;
      const hasBeenRight = firstRight[example] !== never;
      if (hasBeenRight) {
        after[example]! += 1;
        rightAfter[example]! += Number(right);
      }
      if (right) {
        if (!hasBeenRight) firstRight[example] = epoch;
        if (learned[example] === never) learned[example] = epoch;
      } else {
        // Learned until now means right at the epoch before.
        if (learned[example] !== never) forgettingEvents[example]! += 1;
        learned[example] = never;
      }
    }
  }
  const stability = Float64Array.from(after, (epochs, example) => rightAfter[example]! / epochs);
  return { firstRight, learned, forgettingEvents, stability };
}
