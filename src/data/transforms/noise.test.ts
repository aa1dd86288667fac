import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { estimated } from "../../../test/support/moments.ts";

const format = { channels: 1, height: 100, width: 100 };

describe("noise", () => {
  test("has its deviation", () => {
    const image = new Uint8Array(10_000).fill(128);
    const [out] = applyTransforms("noise:20", { format, image });
    const { mean, deviation } = estimated(Float32Array.from(out!));
    expect(Math.abs(mean - 128)).toBeLessThan(0.8);
    expect(Math.abs(deviation - 20)).toBeLessThan(0.6);
  });

  test("ends at black and white, and of deviation 0 changes nothing", () => {
    const [black] = applyTransforms("noise:20", { format, image: new Uint8Array(10_000) });
    const zeros = black!.filter((byte) => byte === 0).length;
    expect(zeros / 10_000).toBeCloseTo(0.51, 1);
    expect(applyTransforms("noise:0", { format })).toEqual([madeUpImage(format)]);
  });
});
