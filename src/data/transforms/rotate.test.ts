import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";

describe("rotate", () => {
  const format = { channels: 3, height: 6, width: 5 };

  test("by nothing is the image itself", () => {
    expect(applyTransforms("rotate:0", { format })).toEqual([madeUpImage(format)]);
  });

  test("of one pixel is that pixel", () => {
    const one = { channels: 1, height: 1, width: 1 };
    expect(applyTransforms("rotate:180", { format: one, image: Uint8Array.of(9) }, 5)).toEqual(
      new Array(5).fill(Uint8Array.of(9)),
    );
  });

  test("turns to either side as often, by at most the angle", () => {
    // A dot far to the right of the middle moves down when it is turned clockwise.
    const long = { channels: 1, height: 101, width: 101 };
    const image = new Uint8Array(101 * 101);
    image[50 * 101 + 90] = 255;
    const rows = applyTransforms("rotate:30", { format: long, image }, 400).map((out) => {
      const brightest = out.indexOf(Math.max(...out));
      return Math.floor(brightest / 101) - 50;
    });
    expect(Math.max(...rows.map(Math.abs))).toBeLessThanOrEqual(20);
    const down = rows.filter((row) => row > 0).length;
    expect(down).toBeGreaterThan(150);
    expect(down).toBeLessThan(250);
  });
});
