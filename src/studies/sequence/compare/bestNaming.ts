import { assignment } from "../../../core/assignment.ts";

/** Which output of a network is taken for which digit, and how far that leads. */
export interface Naming {
  /** The output of each digit, all different. */
  readonly outputs: Int32Array;
  /** Share of the digits whose largest output is then that of their digit. */
  readonly share: number;
}

/**
 * The best one-to-one naming of outputs by digits: that by which most digits are named right.
 *
 * Shape: answers [10, 10], digits by the output that was largest
 * @source Kuhn 1955, see `assignment`
 */
export function bestNaming(answers: readonly number[]): Naming {
  const values = answers.map((count) => -count);
  const outputs = assignment({ values, rows: 10, columns: 10 });
  const all = answers.reduce((sum, count) => sum + count, 0);
  let right = 0;
  outputs.forEach((output, digit) => {
    right += answers[10 * digit + output]!;
  });
  return { outputs, share: right / all };
}

/** The same for a network that says nothing: the share of the most frequent digit. */
export function silentShare(answers: readonly number[]): number {
  const counts = Array.from({ length: 10 }, (_, digit) =>
    answers.slice(10 * digit, 10 * (digit + 1)).reduce((sum, count) => sum + count, 0),
  );
  return Math.max(...counts) / counts.reduce((sum, count) => sum + count, 0);
}
