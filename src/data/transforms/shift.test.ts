import fc from "fast-check";
import { expect, test } from "vitest";
import { ShapeError } from "../../core/errors.ts";
import { pixelAt } from "./edges.ts";
import { type ShiftOptions, shiftImages } from "./shift.ts";

const square = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

test.each([
  [0, 0, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [1, 0, [0, 1, 2, 0, 4, 5, 0, 7, 8]],
  [-1, 0, [2, 3, 0, 5, 6, 0, 8, 9, 0]],
  [0, 1, [0, 0, 0, 1, 2, 3, 4, 5, 6]],
  [1, -2, [0, 7, 8, 0, 0, 0, 0, 0, 0]],
  [3, 0, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
])("shiftImages() by dx = %d, dy = %d shifts zeros in", (dx, dy, expected) => {
  expect([...shifted(square, { count: 1, height: 3, width: 3, dx, dy, mode: "zero" })]).toEqual(
    expected,
  );
});

test.each([
  [1, 0, [3, 1, 2, 6, 4, 5, 9, 7, 8]],
  [0, -1, [4, 5, 6, 7, 8, 9, 1, 2, 3]],
  [4, 3, [3, 1, 2, 6, 4, 5, 9, 7, 8]],
])("shiftImages() by dx = %d, dy = %d, circular, brings back what leaves", (dx, dy, expected) => {
  expect([...shifted(square, { count: 1, height: 3, width: 3, dx, dy, mode: "circular" })]).toEqual(
    expected,
  );
});

test.each([
  [1, 0, [2, 1, 2, 5, 4, 5, 8, 7, 8]],
  [0, -1, [4, 5, 6, 7, 8, 9, 4, 5, 6]],
  [-2, 2, [9, 8, 7, 6, 5, 4, 3, 2, 1]],
  [4, -5, [4, 5, 6, 7, 8, 9, 4, 5, 6]],
])("shiftImages() by dx = %d, dy = %d, reflect, brings in the mirror image", (dx, dy, expected) => {
  expect([...shifted(square, { count: 1, height: 3, width: 3, dx, dy, mode: "reflect" })]).toEqual(
    expected,
  );
});

test("shiftImages() agrees with moving one pixel after the other", () => {
  const options = fc.record({
    count: fc.nat(4),
    height: fc.integer({ min: 1, max: 6 }),
    width: fc.integer({ min: 1, max: 6 }),
    dx: fc.integer({ min: -8, max: 8 }),
    dy: fc.integer({ min: -8, max: 8 }),
    mode: fc.constantFrom("zero" as const, "circular" as const, "reflect" as const),
  });
  fc.assert(
    fc.property(options, (shift) => {
      const size = shift.count * shift.height * shift.width;
      const images = Uint8Array.from({ length: size }, (_, i) => 1 + (i % 255));
      expect(shifted(images, shift)).toEqual(shiftedPixelByPixel(images, shift));
    }),
    { numRuns: 500 },
  );
});

test("shiftImages() refuses arrays of another size", () => {
  const options = { count: 1, height: 2, width: 3, dx: 0, dy: 0, mode: "zero" } as const;
  expect(() => shiftImages(new Uint8Array(6), new Uint8Array(5), options)).toThrow(
    new ShapeError("Cannot shift images: 6 bytes in, 5 out, [1, 2, 3] needs 6"),
  );
});

test("shiftImages() refuses parts of pixels", () => {
  const options = { count: 1, height: 1, width: 1, dx: 0.5, dy: 0, mode: "zero" } as const;
  expect(() => shiftImages(new Uint8Array(1), new Uint8Array(1), options)).toThrow(
    "Cannot shift images: dx = 0.5, dy = 0, needs whole pixels",
  );
});

function shifted(images: Uint8Array, options: ShiftOptions): Uint8Array {
  const out = new Uint8Array(images.length).fill(77);
  shiftImages(images, out, options);
  return out;
}

function shiftedPixelByPixel(images: Uint8Array, options: ShiftOptions): Uint8Array {
  const { count, height, width, dx, dy, mode } = options;
  const out = new Uint8Array(images.length);
  for (let n = 0; n < count; n++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [fromX, fromY] = [pixelAt(x - dx, width, mode), pixelAt(y - dy, height, mode)];
        if (fromX < 0 || fromY < 0) continue;
        out[(n * height + y) * width + x] = images[(n * height + fromY) * width + fromX]!;
      }
    }
  }
  return out;
}
