import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { UsageError } from "../../core/errors.ts";

const format = { channels: 1, height: 1, width: 3 };
const image = Uint8Array.of(0, 240, 0);

describe("blur", () => {
  test("weighs by the Gaussian bell, with the mirror image beyond the edges", () => {
    // exp(-1/2) = 0.607: the weights are 0.274, 0.452, 0.274; a mirror image has 240 on both sides of the first pixel.
    expect(applyTransforms("blur:1:kernelSize=3", { format, image })).toEqual([
      Uint8Array.of(132, 108, 132),
    ]);
  });

  test("by next to nothing, or of one value, changes nothing", () => {
    const large = { channels: 3, height: 5, width: 4 };
    expect(applyTransforms("blur:0.01", { format: large })).toEqual([madeUpImage(large)]);
    const one = { channels: 1, height: 1, width: 1 };
    expect(applyTransforms("blur:3", { format: one, image: Uint8Array.of(9) })).toEqual([
      Uint8Array.of(9),
    ]);
  });

  test("draws the deviation from its range", () => {
    const outs = applyTransforms("blur:0.5..2:kernelSize=3", { format, image }, 300);
    const middles = outs.map((out) => out[1]!);
    expect(Math.max(...middles)).toBeGreaterThan(180);
    expect(Math.max(...middles)).toBeLessThanOrEqual(189);
    expect(Math.min(...middles)).toBe(87);
  });

  test.each([
    ["blur:1:kernelSize=4", 4],
    ["blur:1000", 6001],
  ])("refuses the kernel of %s", (text, size) => {
    expect(() => applyTransforms(text, { format, image })).toThrow(
      new UsageError(`Cannot apply "blur": kernelSize = ${size}, needs an odd number up to 511`),
    );
  });
});
