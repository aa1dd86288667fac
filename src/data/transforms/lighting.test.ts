import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { estimated } from "../../../test/support/moments.ts";

const format = { channels: 3, height: 1, width: 1 };
const image = Uint8Array.of(128, 128, 128);

describe("lighting", () => {
  test("of deviation 0 changes nothing", () => {
    expect(applyTransforms("lighting:0", { format })).toEqual([madeUpImage(format)]);
  });

  test("adds to red what the eigenvectors say", () => {
    const reds = applyTransforms("lighting:0.2", { format, image }, 4000).map(([red]) => red!);
    const { mean, deviation } = estimated(Float32Array.from(reds));
    const shares = [0.2175 * 0.5675, 0.0188 * 0.7192, 0.0045 * 0.4009];
    expect(mean).toBeCloseTo(128, 0);
    // Rounding adds the variance of 1/12.
    const expected = Math.hypot(...shares.map((share) => 0.2 * 255 * share), Math.sqrt(1 / 12));
    expect(deviation / expected).toBeCloseTo(1, 1);
  });
});
