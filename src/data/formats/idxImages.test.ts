import { expect, test } from "vitest";
import { idxOf, idxOfIntegers } from "../../../test/support/idxOf.ts";
import { DataError } from "../../core/errors.ts";
import { type IdxLayout, parseIdxImages } from "./idxImages.ts";

const twoImages = idxOf([2, 1, 2], [5, 6, 7, 8]);
const twoLabels = idxOf([2], [3, 1]);

interface Files extends Partial<IdxLayout> {
  readonly images?: Uint8Array;
  readonly labels?: Uint8Array;
}

function parsed({ images = twoImages, labels = twoLabels, ...layout }: Files = {}) {
  return parseIdxImages(
    { bytes: images, path: "images" },
    { bytes: labels, path: "labels" },
    { classes: 4, ...layout },
  );
}

function expectRefusal(files: Files, message: string): void {
  expect(() => parsed(files)).toThrow(new DataError(message));
}

test("parseIdxImages() joins images and labels", () => {
  const set = parsed();
  expect([...set.images]).toEqual([5, 6, 7, 8]);
  expect([...set.labels]).toEqual([3, 1]);
  expect(set).toMatchObject({ count: 2, channels: 1, height: 1, width: 2 });
});

test("parseIdxImages() refuses images without three extents", () => {
  const message = 'Cannot read "images": its extents are 2, images need three';
  expectRefusal({ images: idxOf([2], [3, 1]) }, message);
});

test("parseIdxImages() refuses labels without one extent", () => {
  const message = 'Cannot read "labels": its extents are 2 × 1, labels need one';
  expectRefusal({ labels: idxOf([2, 1], [3, 1]) }, message);
});

test("parseIdxImages() refuses another number of labels than of images", () => {
  const message = 'Cannot read "labels": it has 3 labels, "images" needs 2';
  expectRefusal({ labels: idxOf([3], [3, 1, 0]) }, message);
});

test("parseIdxImages() refuses a label that is no class", () => {
  const message = 'Cannot read "labels": label 1 is 4, needs 0 to 3';
  expectRefusal({ labels: idxOf([2], [3, 4]) }, message);
});

test("parseIdxImages() exchanges rows and columns of images that are stored transposed", () => {
  const images = idxOf([2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const set = parsed({ images, transposed: true });
  expect(set).toMatchObject({ count: 2, height: 2, width: 3 });
  expect([...set.images]).toEqual([1, 3, 5, 2, 4, 6, 7, 9, 11, 8, 10, 12]);
});

test("parseIdxImages() counts labels from the first one", () => {
  const letters = { classes: 26, firstLabel: 1 };
  expect([...parsed({ ...letters, labels: idxOf([2], [26, 1]) }).labels]).toEqual([25, 0]);
  const message = 'Cannot read "labels": label 1 is 0, needs 1 to 26';
  expectRefusal({ ...letters, labels: idxOf([2], [26, 0]) }, message);
});

test("parseIdxImages() takes the classes out of the rows of QMNIST", () => {
  const rows = [3, 0, 100, 7, 3, 5, 0, 0, 1, 4, 101, 8, 1, 6, 0, 0];
  expect([...parsed({ labels: idxOfIntegers([2, 8], rows) }).labels]).toEqual([3, 1]);
});

test("parseIdxImages() refuses rows of labels that are not those of QMNIST", () => {
  const message = 'Cannot read "labels": its extents are 2 × 1, labels of integers need N × 8';
  expectRefusal({ labels: idxOfIntegers([2, 1], [3, 1]) }, message);
  const labels = idxOfIntegers([1, 8], [-1, 0, 0, 0, 0, 0, 0, 0]);
  const negative = 'Cannot read "labels": label 0 is -1, needs 0 to 3';
  expectRefusal({ images: idxOf([1, 1, 1], [5]), labels }, negative);
});
