import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { inferPool, pool2dAttrs } from "./pool2d.ts";
import { f32 } from "./shapeRules.ts";
import { noPadding } from "./window.ts";

const image = f32([1, 1, 8, 8]);

test("pool2dAttrs() lets windows touch unless told otherwise", () => {
  expect(pool2dAttrs({ kernelSize: [2, 3] }, image.shape)).toEqual({
    kernelSize: [2, 3],
    stride: [2, 3],
    padding: noPadding,
    dilation: [1, 1],
  });
  expect(pool2dAttrs({ kernelSize: 3, stride: 2 }, image.shape).stride).toEqual([2, 2]);
});

test("pool2dAttrs() finds the zeros that padding same and ceilMode ask for", () => {
  expect(pool2dAttrs({ kernelSize: 3, stride: 2, padding: "same" }, image.shape).padding).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(pool2dAttrs({ kernelSize: 3, ceilMode: true }, image.shape).padding).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

test("inferPool() counts windows along height and width", () => {
  const padding = [
    [0, 0],
    [1, 0],
  ] as const;
  const attrs = pool2dAttrs({ kernelSize: [2, 3], padding }, image.shape);
  expect(inferPool("pool", image, attrs)).toEqual([1, 1, 4, 3]);
});

test.each([
  [[2, 0], [0, 0], "padding is 2 and 0, window 0 along height holds no pixel"],
  [[0, 0], [0, 3], "padding is 0 and 3, window 4 along width holds no pixel"],
] as const)(
  "inferPool() refuses the padding %j, %j: a window lies wholly in it",
  (rows, columns, what) => {
    const attrs = pool2dAttrs({ kernelSize: 2, padding: [rows, columns] }, image.shape);
    expect(() => inferPool("pool", image, attrs)).toThrow(
      new ShapeError(`Cannot pool: ${what}, needs less padding`),
    );
  },
);

test("inferPool() refuses a dilated window whose taps all miss the image", () => {
  const pixel = f32([1, 1, 1, 1]);
  const attrs = pool2dAttrs({ kernelSize: 2, dilation: 2, padding: 1 }, pixel.shape);
  expect(() => inferPool("pool", pixel, attrs)).toThrow(
    new ShapeError(
      "Cannot pool: padding is 1 and 1, window 0 along height holds no pixel, needs less padding",
    ),
  );
});
