/** A table of numbers, row by row. */
export interface Table {
  /** Shape: [rows, columns] */
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The column of each row, all different, for which the sum is least: the shortest augmenting path from each row in turn,
 * with potentials that keep what is left of every cost at 0 or above.
 *
 * Shape: costs [R, C] with R ≤ C -> [R]
 * @throws {RangeError} when there are more rows than columns, or a cost is not finite
 * @source Kuhn 1955, doi:10.1002/nav.3800020109; with shortest paths, O(R²·C): Jonker & Volgenant 1987,
 * doi:10.1007/BF02278710
 */
export function assignment({ values, rows, columns }: Table): Int32Array {
  checkCosts({ values, rows, columns });
  const rowOf = new Int32Array(columns).fill(-1);
  const ofRows = new Float64Array(rows);
  const ofColumns = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const path = shortestPath({ values, rows, columns }, { row, rowOf, ofRows, ofColumns });
    for (let column = path.end; column >= 0; ) {
      const before = path.before[column]!;
      rowOf[column] = before < 0 ? row : rowOf[before]!;
      column = before;
    }
  }
  const columnOf = new Int32Array(rows);
  rowOf.forEach((row, column) => {
    if (row >= 0) columnOf[row] = column;
  });
  return columnOf;
}

/** What is known so far: who has which column, and the potentials, which are updated. */
interface Matching {
  readonly row: number;
  readonly rowOf: Int32Array;
  readonly ofRows: Float64Array;
  readonly ofColumns: Float64Array;
}

interface Path {
  /** The free column that it leads to. */
  readonly end: number;
  /** The column that each was reached from; -1 from the row that looks for one. */
  readonly before: Int32Array;
}

/** Dijkstra's over the columns, from one row to the nearest that nobody has. */
function shortestPath(
  { values, columns }: Table,
  { row, rowOf, ofRows, ofColumns }: Matching,
): Path {
  const distance = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(columns).fill(-1);
  const isDone = new Uint8Array(columns);
  let [from, own, length] = [-1, row, 0];
  for (;;) {
    let nearest = -1;
    for (let column = 0; column < columns; column++) {
      if (isDone[column]) continue;
      const rest = values[own * columns + column]! - ofRows[own]! - ofColumns[column]!;
      if (length + rest < distance[column]!) {
        distance[column] = length + rest;
        before[column] = from;
      }
      if (nearest < 0 || distance[column]! < distance[nearest]!) nearest = column;
    }
    length = distance[nearest]!;
    if (rowOf[nearest]! < 0) {
      raisePotentials({ distance, isDone, length }, { row, rowOf, ofRows, ofColumns });
      return { end: nearest, before };
    }
    isDone[nearest] = 1;
    [from, own] = [nearest, rowOf[nearest]!];
  }
}

interface Distances {
  readonly distance: Float64Array;
  readonly isDone: Uint8Array;
  /** Of the path that was found. */
  readonly length: number;
}

function raisePotentials(
  { distance, isDone, length }: Distances,
  { row, rowOf, ofRows, ofColumns }: Matching,
): void {
  ofRows[row]! += length;
  isDone.forEach((done, column) => {
    if (!done) return;
    const slack = length - distance[column]!;
    ofRows[rowOf[column]!]! += slack;
    ofColumns[column]! -= slack;
  });
}

function checkCosts({ values, rows, columns }: Table): void {
  if (rows > columns || values.length !== rows * columns) {
    throw new RangeError(
      `Cannot match ${rows} rows to ${columns} columns: there are ${values.length} costs, needs ${rows * columns} and no more rows than columns`,
    );
  }
  for (let at = 0; at < values.length; at++) {
    if (Number.isFinite(values[at])) continue;
    throw new RangeError(
      `Cannot match ${rows} rows to ${columns} columns: a cost is ${values[at]}, needs finite numbers`,
    );
  }
}
