import fc from "fast-check";
import { expect, test } from "vitest";
import { makeBlurPlane } from "./blurPlane.ts";
import { pixelAt } from "./edges.ts";

test("makeBlurPlane() agrees with weighing the mirrored plane one pixel after the other", () => {
  const given = fc.record({
    height: fc.integer({ min: 1, max: 9 }),
    width: fc.integer({ min: 1, max: 9 }),
    half: fc.nat(12),
    sigma: fc.double({ min: 0.1, max: 5, noNaN: true }),
  });
  fc.assert(
    fc.property(given, ({ height, width, half, sigma }) => {
      const plane = Float64Array.from({ length: height * width }, (_, i) => Math.sin(i ** 2));
      const expected = blurredPixelByPixel(plane, { height, width, half, sigma });
      makeBlurPlane({ height, width }, 2 * half + 1)(plane, plane, sigma);
      plane.forEach((pixel, i) => {
        expect(pixel).toBeCloseTo(expected[i]!, 12);
      });
    }),
    { numRuns: 200 },
  );
});

interface Blur {
  readonly height: number;
  readonly width: number;
  /** Pixels that the bell reaches to each side. */
  readonly half: number;
  readonly sigma: number;
}

function blurredPixelByPixel(plane: Float64Array, { height, width, half, sigma }: Blur) {
  const reach = Array.from({ length: 2 * half + 1 }, (_, k) => k - half);
  return plane.map((_, place) => {
    const [row, column] = [Math.floor(place / width), place % width];
    let sum = 0;
    let weights = 0;
    for (const dy of reach) {
      for (const dx of reach) {
        const weight = Math.exp(-(dx ** 2 + dy ** 2) / (2 * sigma ** 2));
        const y = pixelAt(row + dy, height, "reflect");
        sum += weight * plane[y * width + pixelAt(column + dx, width, "reflect")]!;
        weights += weight;
      }
    }
    return sum / weights;
  });
}
