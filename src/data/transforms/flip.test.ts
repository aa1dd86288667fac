import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { flipImage } from "./flip.ts";

describe("flip", () => {
  test("reverses every row", () => {
    const image = Uint8Array.of(1, 2, 3, 4, 5, 6);
    const format = { channels: 1, height: 2, width: 3 };
    expect(applyTransforms("flip:1", { image, format })).toEqual([Uint8Array.of(3, 2, 1, 6, 5, 4)]);
    expect(applyTransforms("flip:0", { image, format })).toEqual([image]);
  });

  test.each([0.5, 0.1])("flips with probability %d", (probability) => {
    const image = Uint8Array.of(0, 1);
    const format = { channels: 1, height: 1, width: 2 };
    const count = 10_000;
    const flips = applyTransforms(`flip:${probability}`, { image, format }, count).filter(
      ([first]) => first === 1,
    ).length;
    const deviation = Math.sqrt(count * probability * (1 - probability));
    expect(Math.abs(flips - count * probability)).toBeLessThan(4 * deviation);
  });
});

test("flipImage() twice is the image itself", () => {
  const extent = fc.integer({ min: 1, max: 7 });
  fc.assert(
    fc.property(fc.record({ channels: extent, height: extent, width: extent }), (format) => {
      const image = madeUpImage(format);
      const [once, twice] = [new Uint8Array(image.length), new Uint8Array(image.length)];
      flipImage(image, once, format);
      flipImage(once, twice, format);
      expect(twice).toEqual(image);
    }),
  );
});
