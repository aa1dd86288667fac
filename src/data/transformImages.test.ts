import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bars } from "../../test/support/bars.ts";
import { UsageError } from "../core/errors.ts";
import { numberSetOf } from "./numberSet.ts";
import { inMemory } from "./openImages.ts";
import { selectExamples } from "./selectExamples.ts";
import { transformImages } from "./transformImages.ts";
import { parseTransforms } from "./transforms/parseTransforms.ts";

const options = { seed: 0, stream: "transform/test" };

test("transformImages() changes images when they are read", () => {
  const set = bars(3);
  const flipped = transformImages(set, parseTransforms("flip:1"), options);
  expect(flipped.images).toBe(set.images);
  const { images } = inMemory(flipped);
  expect(images.subarray(0, 28)).toEqual(set.images.slice(0, 28).reverse());
});

test("transformImages() says what images look like afterwards", () => {
  const set = transformImages(bars(3), parseTransforms("resize:14,grey:1"), options);
  expect(set).toMatchObject({ channels: 1, height: 14, width: 14, count: 3 });
  expect(inMemory(set).images).toHaveLength(3 * 14 * 14);
});

test("transformImages() changes an image always alike, and each in its own way", () => {
  const set = selectExamples(bars(1), Uint32Array.of(0, 0, 0));
  const noisy = transformImages(set, parseTransforms("noise:30"), options);
  const images = inMemory(noisy).images;
  expect(inMemory(noisy).images).toEqual(images);
  expect(images.subarray(0, 784)).not.toEqual(images.subarray(784, 1568));
  const other = transformImages(set, parseTransforms("noise:30"), { ...options, stream: "other" });
  expect(inMemory(other).images).not.toEqual(images);
});

test("transformImages() changes images once, after they were chosen", () => {
  const steps = parseTransforms("noise:5");
  const changed = transformImages(bars(3), steps, options);
  expect(() => transformImages(changed, steps, options)).toThrow(
    new RangeError("Cannot change images: they are changed already, needs all steps at once"),
  );
  expect(() => selectExamples(changed, Uint32Array.of(0))).toThrow(
    new RangeError("Cannot choose examples: their images are changed, needs to come before"),
  );
  expect(transformImages(bars(3), [], options).change).toBeUndefined();
});

test("transformImages() refuses what mixes batches", () => {
  expect(() => transformImages(bars(3), parseTransforms("flip,mixup"), options)).toThrow(
    new UsageError(
      'Cannot apply "mixup" to a whole set: it mixes the images of a batch, needs to be among those of augment',
    ),
  );
});

test("transformImages() leaves images in their file", () => {
  const folder = mkdtempSync(join(tmpdir(), "learnscope-transform-"));
  try {
    const path = join(folder, "images.bin");
    const set = bars(4);
    writeFileSync(path, set.images);
    const steps = parseTransforms("noise:30");
    const inFile = transformImages({ ...set, images: { path, offset: 0 } }, steps, options);
    expect(inFile.images).toEqual({ path, offset: 0 });
    expect(inMemory(inFile).images).toEqual(inMemory(transformImages(set, steps, options)).images);
    const rows = Uint32Array.of(3, 1, 1);
    const [some, same] = [{ ...set, images: { path, offset: 0 } }, set].map((whole) =>
      inMemory(transformImages(selectExamples(whole, rows), steps, options)),
    );
    expect(some!.images).toEqual(same!.images);
    expect(some!.labels).toEqual(Int32Array.of(3, 1, 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("transformImages() refuses floats, unless nothing is to be done to them", () => {
  const floats = numberSetOf({
    values: Float32Array.of(1, 2),
    labels: Int32Array.of(0),
    shape: [2, 1],
  });
  expect(transformImages(floats, [], options)).toBe(floats);
  expect(() => transformImages(floats, parseTransforms("flip"), options)).toThrow(
    new UsageError('Cannot apply "flip" to images: they are 32-bit floats, needs bytes'),
  );
});
