import type { ImageDtype } from "../core/dtype.ts";
import { DataError, ShapeError, UsageError } from "../core/errors.ts";
import { type Shape, sameShape, showShape } from "../core/shape.ts";
import type { ImageSet } from "../data/imageSet.ts";
import type { Network } from "../nn/network.ts";

/**
 * Refuses images or labels that a network has no place for. A network of sequences takes the images of one as the
 * channels of an image, and one of sequences of numbers those of a step as a column of one.
 *
 * @param what - which images they are, for the message
 * @throws {UsageError} when there are no images, or they are bytes and the network reads floats, or the other way round
 * @throws {ShapeError} when the images have another size or number of channels
 * @throws {DataError} when a label is no class of the network
 */
export function checkImages(network: Network, set: ImageSet, what = "images"): void {
  const action = `Cannot show ${what} to "${network.name}"`;
  if (set.count === 0) throw new UsageError(`${action}: there are 0, needs at least 1`);
  const [found, needed] = [set.dtype ?? "u8", network.inputDtype ?? "u8"];
  if (found !== needed) {
    throw new UsageError(`${action}: they are ${nameOf[found]}, needs ${nameOf[needed]}`);
  }
  const shape = [set.channels, set.height, set.width];
  if (!sameShape(shape, imageShapeOf(network))) {
    throw new ShapeError(
      `${action}: they are ${showShape(shape)}, needs ${showShape(network.inputShape)}`,
    );
  }
  const wrong = set.labels.findIndex((label) => label < 0 || label >= network.classes);
  if (wrong >= 0) {
    throw new DataError(
      `${action}: image ${wrong} has label ${set.labels[wrong]}, needs 0 to ${network.classes - 1}`,
    );
  }
}

const nameOf: { readonly [D in ImageDtype]: string } = { u8: "bytes", f32: "32-bit floats" };

/** [C, H, W], where a sequence [T, C, H, W] counts T·C channels, and [T, D] is T channels of D × 1. */
function imageShapeOf({ inputShape }: Network): Shape {
  if (inputShape.length === 2) return [...inputShape, 1];
  const [length, channels, ...extents] = inputShape;
  return inputShape.length === 4 ? [length! * channels!, ...extents] : inputShape;
}
