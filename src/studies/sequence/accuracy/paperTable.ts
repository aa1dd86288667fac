import type { RowResult, SequenceResults } from "../results.ts";

/**
 * Table 2 of the source, and how far from it a number may lie and still agree: the source is one run. Rows have the ids of
 * ours.
 *
 * Units: fractions of the test digits or test pairs
 * @source Inoue & Tsukamoto 2021, table 2; tolerances are ours
 */
export const paperTable = {
  cnn1: { accuracy: 0.982, tolerance: 0.01 },
  cnn2: { accuracy: 0.983, tolerance: 0.01 },
  lstm: { accuracy: 0.494, tolerance: 0.05 },
  model2: { accuracy: 0.867, tolerance: 0.05 },
} as const;

/** The row of that name, if it was trained. */
export function rowNamed({ rows }: SequenceResults, name: string): RowResult | undefined {
  return rows.find(({ row }) => row === name);
}
