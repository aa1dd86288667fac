import type { EpochValue } from "../../../figures/seedTraces.ts";
import type { RowResult, SequenceResults } from "../results.ts";

/**
 * Accuracies of trainings over their epochs, as figures take them.
 *
 * Units: fractions of the test data
 * @source own design
 */
export function epochValues(
  rows: readonly RowResult[],
  nameOf: (row: RowResult) => string = ({ title }) => title,
): EpochValue[] {
  return rows.flatMap((row) =>
    row.history.map(({ seed, epoch, accuracy }) => ({
      series: nameOf(row),
      seed,
      epoch,
      value: accuracy,
    })),
  );
}

/** The networks of table 2, in the order in which colours are dealt. */
export function tableTitles({ rows }: SequenceResults): string[] {
  return rows.filter(({ group }) => group === "table").map(({ title }) => title);
}
