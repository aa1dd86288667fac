import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import {
  noPadding,
  pairOf,
  reachingAll,
  sidesOf,
  spaceOf,
  type Window,
  type WindowOnImage,
  windowCount,
} from "./window.ts";

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

/** A 3×3 window on an image of 7×7. */
const placed: WindowOnImage = { image: [7, 7], kernel: [3, 3], stride: [1, 1], dilation: [1, 1] };

test("spaceOf() leaves batch and channels out", () => {
  expect(spaceOf([64, 3, 32, 48])).toEqual([32, 48]);
});

test("pairOf() takes one number for both dimensions", () => {
  expect(pairOf(3)).toEqual([3, 3]);
  expect(pairOf([2, 3])).toEqual([2, 3]);
});

test("sidesOf() takes one number, one a dimension, or one a side", () => {
  const sides = [
    [1, 2],
    [3, 4],
  ] as const;
  expect(sidesOf(0, placed)).toEqual(noPadding);
  expect(sidesOf([1, 2], placed)).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(sidesOf(sides, placed)).toEqual(sides);
});

test("sidesOf() of same keeps the extent, and puts the odd zero behind it", () => {
  expect(sidesOf("same", { ...placed, kernel: [3, 4] })).toEqual([
    [1, 1],
    [1, 2],
  ]);
  expect(sidesOf("same", { ...placed, dilation: [2, 3] })).toEqual([
    [2, 2],
    [3, 3],
  ]);
});

test.each([
  // extent, kernel, stride -> zeros, as TensorFlow counts them
  [224, 7, 2, [2, 3]],
  [112, 3, 2, [0, 1]],
  [7, 3, 2, [1, 1]],
  [5, 2, 3, [0, 0]],
  [6, 1, 2, [0, 0]],
])(
  "sidesOf() of same on %d pixels with kernel %d and stride %d",
  (extent, kernel, stride, side) => {
    const on = {
      ...placed,
      image: [extent, extent],
      kernel: [kernel, kernel],
      stride: [stride, stride],
    } as const;
    const padding = sidesOf("same", on);
    expect(padding[0]).toEqual(side);
    const count = windowCount("slide", extent, {
      kernel,
      window: { ...on, padding },
      axis: 0,
    });
    expect(count).toBe(Math.ceil(extent / stride));
  },
);

test("reachingAll() adds what the last window lacks, and nothing where it lacks nothing", () => {
  const on: WindowOnImage = { ...placed, image: [6, 7], stride: [2, 2] };
  expect(reachingAll(noPadding, on)).toEqual([
    [0, 1],
    [0, 0],
  ]);
});

test("reachingAll() adds no window that would begin behind the image and its padding", () => {
  // Windows at -1, 2, 5: the third begins behind 5 pixels, one zero before them counted.
  const on: WindowOnImage = { image: [5, 5], kernel: [2, 2], stride: [3, 3], dilation: [1, 1] };
  expect(
    reachingAll(
      [
        [1, 1],
        [0, 0],
      ],
      on,
    ),
  ).toEqual([
    [1, 1],
    [0, 0],
  ]);
});

test("reachingAll() lets one window stand on an image smaller than it", () => {
  expect(reachingAll(noPadding, { ...placed, image: [2, 2], stride: [2, 2] })).toEqual([
    [0, 1],
    [0, 1],
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
