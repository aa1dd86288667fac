import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";

const format = { channels: 1, height: 20, width: 20 };

/** Each pixel is 10 times its column. */
const ramp = Uint8Array.from({ length: 400 }, (_, i) => 10 * (i % 20));

describe("resized-crop", () => {
  test("of the whole area and of ratio 1 is the image itself", () => {
    expect(applyTransforms("resized-crop:scale=1:ratio=1", { format })).toEqual([
      madeUpImage(format),
    ]);
  });

  test("takes parts of the areas that are asked for", () => {
    const shares = applyTransforms("resized-crop:ratio=1", { format, image: ramp }, 2000).map(
      (out) => ((out[19]! - out[0]! + 10) / 200) ** 2,
    );
    expect(Math.min(...shares)).toBeGreaterThan(0.05);
    expect(Math.min(...shares)).toBeLessThan(0.12);
    const mean = shares.reduce((sum, share) => sum + share) / shares.length;
    expect(mean).toBeCloseTo(0.54, 1);
    expect(Math.max(...shares)).toBeGreaterThan(0.95);
  });

  test("takes the middle, as large as the ratio lets it be, when no attempt fits", () => {
    const wide = { channels: 1, height: 4, width: 20 };
    const image = Uint8Array.from({ length: 80 }, (_, i) => 10 * (i % 20));
    const [out] = applyTransforms("resized-crop:4:scale=1:ratio=1", { format: wide, image });
    expect([...out!.subarray(0, 4)]).toEqual([80, 90, 100, 110]);
    const [tall] = applyTransforms("resized-crop:4:scale=1:ratio=1", {
      format: { channels: 1, height: 20, width: 4 },
      image: Uint8Array.from({ length: 80 }, (_, i) => 10 * Math.floor(i / 4)),
    });
    expect(tall!.filter((_, i) => i % 4 === 0)).toEqual(Uint8Array.of(80, 90, 100, 110));
  });

  test("takes the one pixel there is", () => {
    const one = { channels: 3, height: 1, width: 1 };
    const image = Uint8Array.of(1, 2, 3);
    expect(applyTransforms("resized-crop:2", { format: one, image }, 3)).toEqual(
      new Array(3).fill(Uint8Array.of(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)),
    );
  });
});
