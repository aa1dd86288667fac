import { describe, expect, test } from "vitest";
import { applyTransforms, madeUpImage } from "../../../test/support/applyTransforms.ts";
import { chiSquareExcess } from "../../../test/support/chiSquare.ts";
import { UsageError } from "../../core/errors.ts";
import { cropImage } from "./crop.ts";

const format = { channels: 2, height: 3, width: 4 };
const square = { channels: 1, height: 3, width: 3 };
const image = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

function cropped(top: number, left: number, mode: "zero" | "reflect" | "edge" | "circular") {
  const out = new Uint8Array(6).fill(77);
  cropImage(image, out, { input: square, top, left, height: 2, width: 3, mode });
  return [...out];
}

describe("cropImage()", () => {
  test.each([
    ["zero", [0, 0, 0, 0, 1, 2]],
    ["edge", [1, 1, 2, 1, 1, 2]],
    ["reflect", [5, 4, 5, 2, 1, 2]],
    ["circular", [9, 7, 8, 3, 1, 2]],
  ] as const)("hangs over the upper left corner with %s edges", (mode, expected) => {
    expect(cropped(-1, -1, mode)).toEqual(expected);
  });

  test("cuts out what lies inside", () => {
    expect(cropped(1, 0, "zero")).toEqual([4, 5, 6, 7, 8, 9]);
  });

  test.each([
    [-9, 0],
    [0, 9],
    [9, -9],
  ])("is all zeros beyond the image, from %d, %d", (top, left) => {
    expect(cropped(top, left, "zero")).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe("crop", () => {
  test.each(["crop:0", "crop:0:mode=edge", "crop:0:mode=reflect"])(
    "%s is the image itself",
    (text) => {
      expect(applyTransforms(text, { format })).toEqual([madeUpImage(format)]);
    },
  );

  test.each(["zero", "edge", "reflect"])("takes every place as often, with %s edges", (mode) => {
    const dot = { channels: 1, height: 9, width: 9 };
    const middle = new Uint8Array(81);
    middle[40] = 1;
    const counts = new Array<number>(25).fill(0);
    for (const out of applyTransforms(
      `crop:2:mode=${mode}`,
      { format: dot, image: middle },
      5000,
    )) {
      const at = out.indexOf(1);
      const [row, column] = [Math.floor(at / 9) - 2, (at % 9) - 2];
      counts[5 * row + column]! += 1;
    }
    expect(chiSquareExcess(counts)).toBeLessThan(4);
  });

  test("makes the same of an image whether its rows are moved at once or one by one", () => {
    const large = { channels: 2, height: 7, width: 5 };
    const own = applyTransforms("crop:3", { format: large }, 200);
    expect(applyTransforms("crop:3:size=5", { format: large }, 1)[0]).toHaveLength(50);
    const padded = { channels: 2, height: 13, width: 11 };
    const inZeros = new Uint8Array(286);
    cropImage(madeUpImage(large), inZeros, {
      ...{ input: large, top: -3, left: -3, mode: "zero" },
      ...{ height: padded.height, width: padded.width },
    });
    for (const out of own) expect(partsOf(inZeros, padded, large)).toContainEqual(out);
  });

  test("cuts smaller parts out, and larger ones when pixels are added", () => {
    expect(applyTransforms("crop:0:size=2", { format })[0]).toHaveLength(8);
    expect(applyTransforms("crop:1:size=5", { format })[0]).toHaveLength(50);
  });

  test("refuses a part that is larger than what there is", () => {
    expect(() => applyTransforms("crop:1:size=6", { format })).toThrow(
      new UsageError('Cannot apply "crop": size = 6, padding = 1 leaves of 3 × 4 pixels at most 5'),
    );
  });
});

function partsOf(
  pixels: Uint8Array,
  input: typeof format,
  { height, width }: typeof format,
): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let top = 0; top <= input.height - height; top++) {
    for (let left = 0; left <= input.width - width; left++) {
      const part = new Uint8Array(input.channels * height * width);
      cropImage(pixels, part, { input, top, left, height, width, mode: "zero" });
      parts.push(part);
    }
  }
  return parts;
}
