import { describe, expect, test } from "vitest";
import { applyTransforms } from "../../../test/support/applyTransforms.ts";
import { chiSquareExcess } from "../../../test/support/chiSquare.ts";

const format = { channels: 2, height: 6, width: 5 };
const image = new Uint8Array(60).fill(9);

describe("cutout", () => {
  test("covers a square that may hang over the edge, the same in all channels", () => {
    const covered = applyTransforms("cutout:4", { format, image }, 300).map((out) => {
      expect(out.subarray(0, 30)).toEqual(out.subarray(30));
      return out.subarray(0, 30).filter((byte) => byte === 0).length;
    });
    expect(Math.max(...covered)).toBe(16);
    expect(Math.min(...covered)).toBe(4);
  });

  test("has its middle everywhere as often", () => {
    const counts = new Array<number>(30).fill(0);
    for (const out of applyTransforms("cutout:1:value=8", { format, image }, 3000)) {
      counts[out.indexOf(8)]! += 1;
    }
    expect(chiSquareExcess(counts)).toBeLessThan(4);
  });

  test("covers everything when it is large enough", () => {
    expect(applyTransforms("cutout:12:value=3", { format, image })).toEqual([
      new Uint8Array(60).fill(3),
    ]);
  });
});
