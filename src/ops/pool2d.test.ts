import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { inferPool, pool2dAttrs } from "./pool2d.ts";
import { f32 } from "./shapeRules.ts";

const image = f32([1, 1, 8, 8]);

test("pool2dAttrs() lets windows touch unless told otherwise", () => {
  expect(pool2dAttrs({ kernelSize: [2, 3] })).toEqual({
    kernelSize: [2, 3],
    stride: [2, 3],
    padding: [
      [0, 0],
      [0, 0],
    ],
    dilation: [1, 1],
  });
  expect(pool2dAttrs({ kernelSize: 3, stride: 2 }).stride).toEqual([2, 2]);
});

test("inferPool() counts windows along height and width", () => {
  const attrs = pool2dAttrs({
    kernelSize: [2, 3],
    padding: [
      [0, 0],
      [1, 0],
    ],
  });
  expect(inferPool("pool", image, attrs)).toEqual([1, 1, 4, 3]);
});

test.each([
  [
    [
      [2, 0],
      [0, 0],
    ],
    "2 and 0",
  ],
  [
    [
      [0, 0],
      [0, 3],
    ],
    "0 and 3",
  ],
] as const)(
  "inferPool() refuses the padding %j: a window could lie wholly in it",
  (padding, shown) => {
    expect(() => inferPool("pool", image, pool2dAttrs({ kernelSize: 2, padding }))).toThrow(
      new ShapeError(`Cannot pool: padding is ${shown}, needs less than the kernel, 2`),
    );
  },
);
