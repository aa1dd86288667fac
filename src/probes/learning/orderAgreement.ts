import { kendallTau } from "../../core/kendallTau.ts";
import { middleOf } from "../../core/middleOf.ts";
import type { Stream } from "../../core/random.ts";
import type { Reading } from "../../probing/measurement.ts";

/** How often examples are drawn again. */
const draws = 1000;

/**
 * How far two runs learn the same examples in the same order: Kendall's τ-b of the epochs at which each was learned, with
 * the percentile interval of the bootstrap over examples. Those that were never learned come last, equal to each other.
 *
 * Shape: a [N], b [N]
 * Units: none; −1 to 1
 * @source Kendall 1945, doi:10.1093/biomet/33.3.239; Efron & Tibshirani 1993, "An Introduction to the Bootstrap",
 * chapter 13
 */
export function orderAgreement(
  a: Float64Array,
  b: Float64Array,
  stream: Stream,
): Pick<Reading, "value" | "reason" | "low" | "high" | "chance"> {
  const agreement = kendallTau(a, b);
  if (agreement.value === null) {
    return { value: null, reason: "one of the runs learned all examples at one epoch, or none" };
  }
  const table = tableOf(a, b);
  const uniform = new Float64Array(a.length);
  const taus = Array.from({ length: draws }, (_, draw) => {
    stream.fillUniform(uniform, draw, 0, a.length);
    return tauOfTable(drawnAgain(table, uniform));
  });
  // Of a few examples, draws may tell no two apart.
  const [low, high] = taus.every((tau) => Number.isFinite(tau))
    ? middleOf(Float64Array.from(taus))
    : [undefined, undefined];
  return { ...agreement, low, high };
}

/** How many examples were learned at which epoch in each run: of few epochs, τ is found sooner than by sorting. */
interface EpochTable {
  /** Where each example is counted. Shape: [N] */
  readonly cells: Uint32Array;
  readonly rows: number;
  readonly columns: number;
  /** Shape: [rows, columns] */
  readonly counts: Uint32Array;
}

function tableOf(a: Float64Array, b: Float64Array): EpochTable {
  const [first, second] = [a, b].map((epochs) => [...new Set(epochs)].sort(byEpoch));
  const [rows, columns] = [first!.length, second!.length];
  const cells = Uint32Array.from(
    a,
    (epoch, example) => first!.indexOf(epoch) * columns + second!.indexOf(b[example]!),
  );
  return { cells, rows, columns, counts: new Uint32Array(rows * columns) };
}

/** Never is after all others; its difference from itself is none. */
function byEpoch(a: number, b: number): number {
  return a < b ? -1 : 1;
}

function drawnAgain(table: EpochTable, uniform: Float64Array): EpochTable {
  const { cells, counts } = table;
  counts.fill(0);
  for (let draw = 0; draw < uniform.length; draw++) {
    counts[cells[Math.floor(uniform[draw]!)]!]! += 1;
  }
  return table;
}

/** τ-b as `kendallTau` defines it; NaN where one order tells no two apart. */
function tauOfTable({ rows, columns, counts }: EpochTable): number {
  const columnSums = new Float64Array(columns);
  let [count, difference, rowTies] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    // Of the examples of earlier rows, those of earlier columns are in the same order, those of later ones in the opposite.
    let [before, rowSum] = [0, 0];
    for (let column = 0; column < columns; column++) {
      const own = counts[row * columns + column]!;
      const later = count - before - columnSums[column]!;
      difference += own * (before - later);
      before += columnSums[column]!;
      rowSum += own;
    }
    for (let column = 0; column < columns; column++) {
      columnSums[column]! += counts[row * columns + column]!;
    }
    count += rowSum;
    rowTies += pairsOf(rowSum);
  }
  const columnTies = columnSums.reduce((sum, own) => sum + pairsOf(own), 0);
  const all = pairsOf(count);
  return difference / Math.sqrt((all - rowTies) * (all - columnTies));
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}
