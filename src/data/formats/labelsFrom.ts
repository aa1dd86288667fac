import { cannotRead } from "../cannotRead.ts";

/** How the labels of a file are numbered. */
export interface LabelNumbers {
  readonly classes: number;
  /** The number that stands for class 0 in the file; default 0. */
  readonly first?: number;
  /** The file, for messages. */
  readonly path: string;
}

/**
 * Labels from 0, out of the numbers that a file has for them.
 *
 * Shape: numbers [N] -> labels [N]
 * @throws {DataError} when a number stands for no class
 */
export function labelsFrom(numbers: ArrayLike<number>, options: LabelNumbers): Int32Array {
  const { classes, first = 0, path } = options;
  const labels = new Int32Array(numbers.length);
  for (let i = 0; i < labels.length; i++) {
    const label = numbers[i]! - first;
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      const needed = `needs ${first} to ${first + classes - 1}`;
      throw cannotRead(path, `label ${i} is ${numbers[i]}, ${needed}`);
    }
    labels[i] = label;
  }
  return labels;
}
