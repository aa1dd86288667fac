/**
 * How many examples each class has.
 *
 * Shape: labels [N] -> [K]
 */
export function classSizes(labels: Int32Array, classes: number): number[] {
  const sizes = new Array<number>(classes).fill(0);
  for (const label of labels) sizes[label]! += 1;
  return sizes;
}
