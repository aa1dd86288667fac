import { DataError, ShapeError, UsageError } from "../core/errors.ts";
import { type Shape, sameShape, showShape } from "../core/shape.ts";
import type { ImageSet } from "../data/imageSet.ts";
import type { Network } from "../nn/network.ts";

/**
 * Refuses images or labels that a network has no place for. A network of sequences takes the images of one as the
 * channels of an image.
 *
 * @param what - which images they are, for the message
 * @throws {UsageError} when there are no images
 * @throws {ShapeError} when the images have another size or number of channels
 * @throws {DataError} when a label is no class of the network
 */
export function checkImages(network: Network, set: ImageSet, what = "images"): void {
  const action = `Cannot show ${what} to "${network.name}"`;
  if (set.count === 0) throw new UsageError(`${action}: there are 0, needs at least 1`);
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

/** [C, H, W], where a sequence [T, C, H, W] counts T·C channels. */
function imageShapeOf({ inputShape }: Network): Shape {
  const [length, channels, ...extents] = inputShape;
  return inputShape.length === 4 ? [length! * channels!, ...extents] : inputShape;
}
