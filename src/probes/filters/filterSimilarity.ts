import { assignment, type Table } from "../../core/assignment.ts";
import type { Stream } from "../../core/random.ts";

/** The weights of a convolution, one row a filter. Shape: values [O, C·kH·kW] */
export interface Filters {
  readonly values: ArrayLike<number>;
  /** O, the filters. */
  readonly count: number;
  /** Weights of one of them. */
  readonly size: number;
}

/**
 * E_ij: Euclidean distances of the filters as they are.
 *
 * Shape: a [O, D], b [P, D] -> [O, P]
 * @throws {RangeError} when filters are of different sizes
 * @source Inoue & Tsukamoto 2021, section 3.2
 */
export function filterDistances(a: Filters, b: Filters): Table {
  return tableOf(a, b, (first, second) => {
    let squares = 0;
    for (let at = 0; at < first.length; at++) squares += (first[at]! - second[at]!) ** 2;
    return Math.sqrt(squares);
  });
}

/**
 * Absolute cosines of the filters: 1 where one is a multiple of the other, whatever its sign. `withDirection` takes their
 * means away first.
 *
 * Shape: a [O, D], b [P, D] -> [O, P]
 * @throws {RangeError} when filters are of different sizes
 * @source own definition
 */
export function filterCosines(a: Filters, b: Filters): Table {
  return tableOf(withDirection(a), withDirection(b), (first, second) => {
    let product = 0;
    for (let at = 0; at < first.length; at++) product += first[at]! * second[at]!;
    return Math.min(1, Math.abs(product));
  });
}

function tableOf(
  a: Filters,
  b: Filters,
  cell: (first: Float64Array, second: Float64Array) => number,
): Table {
  if (a.size !== b.size) {
    throw new RangeError(
      `Cannot compare filters: they have ${a.size} and ${b.size} weights, needs as many`,
    );
  }
  const [rows, columns] = [filterRows(a), filterRows(b)];
  const values = new Float64Array(a.count * b.count);
  rows.forEach((first, i) => {
    columns.forEach((second, j) => {
      values[i * b.count + j] = cell(first, second);
    });
  });
  return { values, rows: a.count, columns: b.count };
}

function filterRows({ values, count, size }: Filters): Float64Array[] {
  const all = Float64Array.from(values);
  return Array.from({ length: count }, (_, row) => all.subarray(row * size, (row + 1) * size));
}

/** How long each filter is. Shape: [O, D] -> [O] */
export function filterNorms(filters: Filters): number[] {
  return filterRows(filters).map((row) => Math.hypot(...row));
}

/** Filters of length 1. Those of length 0 are left out: they have no direction. */
export function withoutScale(filters: Filters): Filters {
  const kept = filterRows(filters).flatMap((row) => {
    const norm = Math.hypot(...row);
    return norm > 0 ? [row.map((weight) => weight / norm)] : [];
  });
  return filtersOf(kept, filters.size);
}

/** Filters less their own means, of length 1. Those are left out of which all weights are the same. */
export function withDirection(filters: Filters): Filters {
  const centred = filterRows(filters).map((row) => {
    // Of equal weights, a mean that was rounded would leave a direction where there is none.
    if (row.every((weight) => weight === row[0])) return new Float64Array(row.length);
    const mean = row.reduce((sum, weight) => sum + weight, 0) / row.length;
    return row.map((weight) => weight - mean);
  });
  return withoutScale(filtersOf(centred, filters.size));
}

function filtersOf(rows: readonly Float64Array[], size: number): Filters {
  const values = new Float64Array(rows.length * size);
  rows.forEach((row, at) => {
    values.set(row, at * size);
  });
  return { values, count: rows.length, size };
}

/**
 * S_i = min_j E_ij: how far each filter of the one network is from the nearest of the other. Several may have the same.
 *
 * Shape: [O, P] -> [O]
 * @source Inoue & Tsukamoto 2021, equation 1
 */
export function nearestDissimilarity({ values, rows, columns }: Table): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let least = Number.POSITIVE_INFINITY;
    for (let column = 0; column < columns; column++) {
      least = Math.min(least, values[row * columns + column]!);
    }
    return least;
  });
}

/**
 * The same where every filter may be taken once: distances of the best one-to-one matching. Of the network that has more
 * filters, those that match worst are left over.
 *
 * Shape: [O, P] -> [min(O, P)]
 * @source Kuhn 1955, see `assignment`
 */
export function matchedDissimilarity(table: Table): Float64Array {
  const { values, rows, columns } = table.rows <= table.columns ? table : transposed(table);
  const matched = assignment({ values, rows, columns });
  return Float64Array.from(matched, (column, row) => values[row * columns + column]!);
}

function transposed({ values, rows, columns }: Table): Table {
  const turned = Float64Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [at % rows, Math.floor(at / rows)];
    return values[row * columns + column]!;
  });
  return { values: turned, rows: columns, columns: rows };
}

/**
 * Mean absolute cosine of two different filters of a layer: 0 where all are at right angles, 1 where all are multiples of
 * one. Null where fewer than two have a direction.
 *
 * Shape: [O, D] -> one number
 * @source own definition
 */
export function redundancyOf(filters: Filters): number | null {
  const { values, rows } = filterCosines(filters, filters);
  if (rows < 2) return null;
  let sum = 0;
  for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) sum += values[i * rows + j]!;
  return sum / ((rows * (rows - 1)) / 2);
}

/**
 * What the redundancy of filters is expected to be whose directions were drawn at random: the mean absolute cosine of two
 * directions, Γ(m/2) / (√π·Γ((m + 1)/2)), in the m = D - 1 dimensions that filters without their means have.
 *
 * @source the density of a coordinate on the sphere: Muller 1959, doi:10.1145/377939.377946; the mean: own derivation
 */
export function chanceRedundancy(size: number): number {
  const dimensions = Math.max(1, size - 1);
  let mean = dimensions % 2 === 1 ? 1 : 2 / Math.PI;
  for (let m = dimensions % 2 === 1 ? 1 : 2; m < dimensions; m += 2) mean *= m / (m + 1);
  return mean;
}

/**
 * Filters of random directions that are as long as the given ones: what those of a network would be that has learned how
 * large its filters should be, and nothing else.
 *
 * Shape: [O, D] -> [O, D]
 * @source own design: weights that are drawn alike and apart from each other, as most initialisers do, point anywhere
 */
export function randomDirections(filters: Filters, stream: Stream, step: number): Filters {
  const { count, size } = filters;
  const drawn = new Float64Array(count * size);
  stream.fillNormal(drawn, step, 0, 1);
  filterRows(filters).forEach((row, at) => {
    const own = drawn.subarray(at * size, (at + 1) * size);
    const scale = Math.hypot(...row) / Math.hypot(...own);
    own.forEach((weight, place) => {
      own[place] = weight * scale;
    });
  });
  return { values: drawn, count, size };
}
