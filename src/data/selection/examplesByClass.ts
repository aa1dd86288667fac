import { classSizes } from "./classSizes.ts";

/**
 * Where the examples of each class stand, in ascending order.
 *
 * Shape: labels [N] -> K lists that together hold 0 to N - 1
 */
export function examplesByClass(labels: Int32Array, classes: number): Uint32Array[] {
  const lists = classSizes(labels, classes).map((size) => new Uint32Array(size));
  const filled = new Uint32Array(classes);
  for (const [index, label] of labels.entries()) {
    lists[label]![filled[label]!] = index;
    filled[label]! += 1;
  }
  return lists;
}
