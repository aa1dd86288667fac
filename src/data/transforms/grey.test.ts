import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { greyImage } from "./grey.ts";
import { luma } from "./luma.ts";

const format = { channels: 3, height: 1, width: 2 };
const image = Uint8Array.of(255, 10, 0, 20, 0, 30);

describe("grey", () => {
  test("weighs red, green and blue by 0.299, 0.587 and 0.114", () => {
    expect(applyTransforms("grey", { format, image })).toEqual([
      Uint8Array.of(76, 18, 76, 18, 76, 18),
    ]);
    expect(applyTransforms("grey:1", { format, image })).toEqual([Uint8Array.of(76, 18)]);
  });

  test("leaves an image of one channel as it is", () => {
    const one = { channels: 1, height: 3, width: 3 };
    expect(applyTransforms("grey", { format: one })).toEqual([madeUpImage(one)]);
  });
});

test("greyImage() of a grey image changes nothing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), (colour) => {
      const [once, twice] = [new Uint8Array(3), new Uint8Array(3)];
      greyImage(colour, once, { channels: 3, height: 1, width: 1 });
      greyImage(once, twice, { channels: 3, height: 1, width: 1 });
      expect(twice).toEqual(once);
    }),
  );
});

test("luma() of grey is that grey", () => {
  for (let byte = 0; byte < 256; byte++) expect(luma(byte, byte, byte)).toBe(byte);
});
