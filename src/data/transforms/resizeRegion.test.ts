import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { madeUpImage } from "../../../test/support/applyTransforms.ts";
import { makeResizeRegion } from "./resizeRegion.ts";

const extent = fc.integer({ min: 1, max: 12 });

describe("makeResizeRegion()", () => {
  test("takes the mean of the pixels that become one, and rounds it half up", () => {
    const out = new Uint8Array(1);
    const resize = makeResizeRegion({ channels: 1, height: 1, width: 2 }, { height: 1, width: 1 });
    resize(Uint8Array.of(10, 13), out, { top: 0, left: 0, height: 1, width: 2 });
    expect(out).toEqual(Uint8Array.of(12));
  });

  test("cuts a region out when that has the size already", () => {
    const format = { channels: 2, height: 4, width: 5 };
    const image = madeUpImage(format);
    const out = new Uint8Array(12);
    makeResizeRegion(format, { height: 2, width: 3 })(image, out, {
      ...{ top: 1, left: 2, height: 2, width: 3 },
    });
    const rows = [7, 12, 27, 32].map((from) => [...image.subarray(from, from + 3)]);
    expect([...out]).toEqual(rows.flat());
  });

  test("keeps an image of one value, whatever the sizes", () => {
    const formats = fc.record({ height: extent, width: extent, toHeight: extent, toWidth: extent });
    fc.assert(
      fc.property(formats, fc.nat(255), ({ height, width, toHeight, toWidth }, value) => {
        const output = { height: toHeight, width: toWidth };
        const resize = makeResizeRegion({ channels: 1, height, width }, output);
        const out = new Uint8Array(toHeight * toWidth);
        resize(new Uint8Array(height * width).fill(value), out, { top: 0, left: 0, height, width });
        expect(out.every((byte) => byte === value)).toBe(true);
      }),
    );
  });

  test("does not depend on the regions before", () => {
    const format = { channels: 1, height: 9, width: 9 };
    const image = madeUpImage(format);
    const [first, second] = [new Uint8Array(16), new Uint8Array(16)];
    const resize = makeResizeRegion(format, { height: 4, width: 4 });
    resize(image, first, { top: 2, left: 1, height: 7, width: 5 });
    resize(image, second, { top: 0, left: 0, height: 9, width: 9 });
    resize(image, second, { top: 2, left: 1, height: 7, width: 5 });
    expect(second).toEqual(first);
  });
});
