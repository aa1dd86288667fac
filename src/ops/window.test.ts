import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { pairOf, sidesOf, type Window, windowCount } from "./window.ts";

const plain: Window = {
  stride: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
};

function count(extent: number, kernel: number, window: Partial<Window> = {}): number {
  return windowCount("slide", extent, { kernel, window: { ...plain, ...window }, axis: 0 });
}

test("pairOf() takes one number for both dimensions", () => {
  expect(pairOf(3)).toEqual([3, 3]);
  expect(pairOf([2, 3])).toEqual([2, 3]);
});

test("sidesOf() takes one number, one a dimension, or one a side", () => {
  expect(sidesOf(1)).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(sidesOf([1, 2])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(
    sidesOf([
      [1, 2],
      [3, 4],
    ]),
  ).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test("windowCount() follows Dumoulin & Visin, relationships 1 to 6", () => {
  // Their figures 2.1 to 2.7, with input i, kernel k, stride s and padding p.
  expect(count(4, 3)).toBe(2);
  expect(
    count(5, 4, {
      padding: [
        [2, 2],
        [0, 0],
      ],
    }),
  ).toBe(6);
  expect(
    count(5, 3, {
      padding: [
        [1, 1],
        [0, 0],
      ],
    }),
  ).toBe(5);
  expect(
    count(5, 3, {
      padding: [
        [2, 2],
        [0, 0],
      ],
    }),
  ).toBe(7);
  expect(count(5, 3, { stride: [2, 1] })).toBe(2);
  expect(
    count(5, 3, {
      stride: [2, 1],
      padding: [
        [1, 1],
        [0, 0],
      ],
    }),
  ).toBe(3);
  expect(
    count(6, 3, {
      stride: [2, 1],
      padding: [
        [1, 1],
        [0, 0],
      ],
    }),
  ).toBe(3);
});

test("windowCount() spreads a dilated window, as in their figure 5.1", () => {
  expect(count(7, 3, { dilation: [2, 1] })).toBe(3);
});

test("windowCount() adds the padding of both sides", () => {
  expect(
    count(4, 3, {
      padding: [
        [1, 0],
        [0, 0],
      ],
    }),
  ).toBe(3);
});

test.each([
  [0, {}, "kernel is 0"],
  [2, { stride: [0, 1] }, "stride is 0"],
  [2, { stride: [1.5, 1] }, "stride is 1.5"],
  [2, { dilation: [-1, 1] }, "dilation is -1"],
] as const)("windowCount() of kernel %d with %j refuses the setting", (kernel, window, what) => {
  expect(() => count(5, kernel, window)).toThrow(
    new ShapeError(`Cannot slide: ${what}, needs a whole number >= 1`),
  );
});

test("windowCount() refuses negative padding", () => {
  expect(() =>
    count(5, 2, {
      padding: [
        [-1, 0],
        [0, 0],
      ],
    }),
  ).toThrow(new ShapeError("Cannot slide: padding is -1 and 0, needs whole numbers >= 0"));
});

test("windowCount() refuses a window that does not fit, in either dimension", () => {
  expect(() => count(3, 3, { dilation: [2, 1] })).toThrow(
    new ShapeError(
      "Cannot slide: the window covers 5 pixels, the padded input has 3 along height, needs at least 5",
    ),
  );
  expect(() => windowCount("slide", 2, { kernel: 3, window: plain, axis: 1 })).toThrow(
    new ShapeError(
      "Cannot slide: the window covers 3 pixels, the padded input has 2 along width, needs at least 3",
    ),
  );
});
