import { expect, test } from "vitest";
import { labelPairs } from "../../test/support/labelPairs.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { DataError, ShapeError, UsageError } from "../core/errors.ts";
import { firstExamples } from "../data/selectExamples.ts";
import { checkImages } from "./checkImages.ts";

const set = tinyImages(4);

test("checkImages() lets images pass that fit", () => {
  expect(() => checkImages(tinyNetwork, set)).not.toThrow();
});

test("checkImages() refuses what the network has no place for", () => {
  const action = 'Cannot show images to "tiny"';
  expect(() => checkImages(tinyNetwork, { ...set, height: 4, width: 3 })).toThrow(
    new ShapeError(`${action}: they are [1, 4, 3], needs [1, 3, 4]`),
  );
  expect(() => checkImages(tinyNetwork, { ...set, labels: Int32Array.of(0, 1, 3, 2) })).toThrow(
    new DataError(`${action}: image 2 has label 3, needs 0 to 2`),
  );
  expect(() => checkImages(tinyNetwork, { ...set, labels: Int32Array.of(0, -1, 2, 2) })).toThrow(
    new DataError(`${action}: image 1 has label -1, needs 0 to 2`),
  );
  expect(() => checkImages(tinyNetwork, firstExamples(set, 0))).toThrow(
    new UsageError(`${action}: there are 0, needs at least 1`),
  );
});

test("checkImages() takes the channels of an image for the images of a sequence", () => {
  const network = { ...tinyNetwork, inputShape: [2, 3, 3, 4] };
  const set = { ...tinyImages(2), images: new Uint8Array(2 * 6 * 12), channels: 6 };
  expect(() => checkImages(network, set)).not.toThrow();
  expect(() => checkImages(network, tinyImages(2), "test images")).toThrow(
    new ShapeError('Cannot show test images to "tiny": they are [1, 3, 4], needs [2, 3, 3, 4]'),
  );
});

test("checkImages() takes the steps of a sequence of numbers for channels", () => {
  const network = { ...tinyNetwork, inputShape: [2, 3], inputDtype: "f32" as const, classes: 5 };
  expect(() => checkImages(network, labelPairs(4, { digits: 3 }))).not.toThrow();
  expect(() => checkImages(network, labelPairs(4, { digits: 2 }))).toThrow(
    new ShapeError('Cannot show images to "tiny": they are [2, 2, 1], needs [2, 3]'),
  );
});

test("checkImages() tells bytes from floats", () => {
  const floats = { ...tinyNetwork, inputDtype: "f32" as const };
  expect(() => checkImages(floats, set, "training images")).toThrow(
    new UsageError('Cannot show training images to "tiny": they are bytes, needs 32-bit floats'),
  );
  expect(() => checkImages(tinyNetwork, labelPairs(4))).toThrow(
    new UsageError('Cannot show images to "tiny": they are 32-bit floats, needs bytes'),
  );
});
