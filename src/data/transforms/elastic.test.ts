import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { makeBendImage } from "./elastic.ts";

const format = { channels: 2, height: 6, width: 6 };

describe("elastic", () => {
  test("of alpha 0 is the image itself", () => {
    expect(applyTransforms("elastic:0", { format })).toEqual([madeUpImage(format)]);
  });

  test("bends otherwise each time, also where the kernel is larger than the image", () => {
    const [first, second] = applyTransforms("elastic:40:sigma=2", { format }, 2);
    expect(first).not.toEqual(madeUpImage(format));
    expect(second).not.toEqual(first);
  });
});

test("makeBendImage() moves by half the extent where alpha is the other extent", () => {
  const row = { channels: 1, height: 2, width: 4 };
  const image = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const out = new Uint8Array(8).fill(77);
  const right = Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  makeBendImage(row, { alpha: 2, sigma: 0 })(image, out, right);
  expect(out).toEqual(Uint8Array.of(3, 4, 0, 0, 7, 8, 0, 0));
});
