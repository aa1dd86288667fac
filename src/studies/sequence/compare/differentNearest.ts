import { type Filters, filterDistances } from "../../../probes/filters/filterSimilarity.ts";

/**
 * How many different filters of the other network are the nearest of one of these: 1 where all have the same.
 *
 * Shape: filters [O, D], among [P, D]
 * @source own definition
 */
export function differentNearest(filters: Filters, among: Filters): number {
  const { values, rows, columns } = filterDistances(filters, among);
  const nearest = Array.from({ length: rows }, (_, row) => {
    const distances = Array.from(values).slice(row * columns, (row + 1) * columns);
    return distances.indexOf(Math.min(...distances));
  });
  return new Set(nearest).size;
}
