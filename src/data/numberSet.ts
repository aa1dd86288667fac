import { bytesOf } from "../core/bytesOf.ts";
import { DataError } from "../core/errors.ts";
import type { ImagesInMemory } from "./imageSet.ts";

/** Examples that are no images but sequences of numbers. */
export interface NumberSetOptions {
  /** One example after the other. Shape: [N, T, D] */
  readonly values: Float32Array;
  /** Shape: [N] */
  readonly labels: Int32Array;
  /** Of one example: T steps of D numbers. */
  readonly shape: readonly [length: number, numbers: number];
  /** As those of an image set. Shape: [N] each */
  readonly concepts?: ImagesInMemory["concepts"];
}

/**
 * A set of sequences of numbers, for networks whose input is [T, D]: steps lie as channels do. The numbers are not
 * copied, and are shown as they are.
 *
 * Shape: values [N, T, D] -> images [N, T, D, 1] (f32)
 * @throws {DataError} when there are not as many numbers as the labels and the shape say, or one is not finite
 */
export function numberSetOf({ values, labels, shape, concepts }: NumberSetOptions): ImagesInMemory {
  const action = "Cannot make a set of numbers";
  const [length, numbers] = shape;
  const count = labels.length;
  const needed = count * length * numbers;
  if (values.length !== needed) {
    throw new DataError(
      `${action}: there are ${values.length} for ${count} examples of ${length} × ${numbers}, needs ${needed}`,
    );
  }
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const example = Math.floor(wrong / (length * numbers));
    throw new DataError(`${action}: example ${example} has ${values[wrong]}, needs finite ones`);
  }
  for (const [name, ofConcept] of Object.entries(concepts ?? {})) {
    if (ofConcept.length === count) continue;
    throw new DataError(
      `${action}: the concept "${name}" has ${ofConcept.length} values, needs ${count}`,
    );
  }
  return {
    images: bytesOf(values),
    labels,
    count,
    channels: length,
    height: numbers,
    width: 1,
    dtype: "f32",
    concepts,
  };
}
