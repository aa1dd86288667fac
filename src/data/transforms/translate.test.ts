import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { chiSquareExcess } from "../../../test/support/chiSquare.ts";

const format = { channels: 2, height: 5, width: 4 };

describe("translate", () => {
  test("does nothing unless it is told to", () => {
    expect(applyTransforms("translate", { format })).toEqual([madeUpImage(format)]);
  });

  test("moves to the right and down", () => {
    const image = Uint8Array.of(1, 2, 3, 4);
    const square = { channels: 1, height: 2, width: 2 };
    const moved = (text: string) => [...applyTransforms(text, { format: square, image })[0]!];
    expect(moved("translate:dx=1")).toEqual([0, 1, 0, 3]);
    expect(moved("translate:dy=-1")).toEqual([3, 4, 0, 0]);
    expect(moved("translate:dx=1:dy=1:mode=circular")).toEqual([4, 3, 2, 1]);
    expect(moved("translate:dx=1:mode=reflect")).toEqual([2, 1, 4, 3]);
  });

  test("there and back is the image itself, when it is circular", () => {
    const offset = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(offset, offset, (dx, dy) => {
        const there = `translate:dx=${dx}:dy=${dy}:mode=circular`;
        const back = `translate:dx=${-dx}:dy=${-dy}:mode=circular`;
        expect(applyTransforms(`${there},${back}`, { format })).toEqual([madeUpImage(format)]);
      }),
    );
  });

  test("moves at random to every place as often", () => {
    const dot = { channels: 1, height: 7, width: 7 };
    const image = new Uint8Array(49);
    image[24] = 1;
    const counts = new Array<number>(25).fill(0);
    for (const out of applyTransforms("translate:by=2:dx=1", { format: dot, image }, 5000)) {
      const at = out.indexOf(1);
      counts[5 * (Math.floor(at / 7) - 1) + (at % 7) - 2]! += 1;
    }
    expect(chiSquareExcess(counts)).toBeLessThan(4);
  });
});
