import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { makePlaceImage } from "./affine.ts";

const square = { channels: 1, height: 3, width: 3 };
const image = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
const asItIs = { degrees: 0, dx: 0, dy: 0, scale: 1, shear: 0 };

function placed(change: Partial<typeof asItIs>): number[] {
  const out = new Uint8Array(9).fill(77);
  makePlaceImage(square)(image, out, { ...asItIs, ...change });
  return [...out];
}

describe("makePlaceImage()", () => {
  test("turns a square clockwise by 90 degrees, to the byte", () => {
    expect(placed({ degrees: 90 })).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
  });

  test("moves, and leaves zeros behind", () => {
    expect(placed({ dx: 1, dy: -1 })).toEqual([0, 4, 5, 0, 7, 8, 0, 0, 0]);
  });

  test("slants the upper rows to the right", () => {
    expect(placed({ shear: 45 })).toEqual([0, 1, 2, 4, 5, 6, 8, 9, 0]);
  });

  test("shrinks towards the middle, and the image ends in zeros", () => {
    expect(placed({ scale: 1 / 4 })).toEqual([0, 0, 0, 0, 5, 0, 0, 0, 0]);
    expect(placed({ scale: 1e-300 })).toEqual([0, 0, 0, 0, 5, 0, 0, 0, 0]);
  });
});

describe("affine", () => {
  const format = { channels: 2, height: 5, width: 4 };

  test("by nothing is the image itself", () => {
    expect(applyTransforms("affine:0", { format })).toEqual([madeUpImage(format)]);
  });

  test("moves by at most a share of the extents, everywhere as often", () => {
    const dot = { channels: 1, height: 11, width: 11 };
    const middle = new Uint8Array(121);
    middle[60] = 255;
    const places = applyTransforms("affine:0:translate=0.2", { format: dot, image: middle }, 500);
    const columns = places.map((out) => out.indexOf(255) % 11);
    expect(new Set(columns)).toEqual(new Set([3, 4, 5, 6, 7]));
  });

  test("takes the scales of the range", () => {
    const wide = { channels: 1, height: 1, width: 101 };
    const white = new Uint8Array(101).fill(255);
    const lit = applyTransforms("affine:0:scale=0.5..0.8", { format: wide, image: white }, 300).map(
      (out) => out.filter((byte) => byte > 127).length,
    );
    expect(Math.min(...lit)).toBeGreaterThanOrEqual(50);
    expect(Math.min(...lit)).toBeLessThan(53);
    expect(Math.max(...lit)).toBeLessThanOrEqual(81);
    expect(Math.max(...lit)).toBeGreaterThan(78);
  });
});
