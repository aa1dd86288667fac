import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { avgPool2d, avgPool2dGradOp, globalAvgPool2d } from "./avgPool2d.ts";
import { constant, input } from "./leaves.ts";
import { pool2dAttrs } from "./pool2d.ts";

test("avgPool2d() halves LeNet-5's maps", () => {
  expect(shapeOf(avgPool2d(input("x", [64, 6, 28, 28]), { kernelSize: 2 }))).toEqual([
    64, 6, 14, 14,
  ]);
});

/** 1 2 3 / 4 5 6 / 7 8 9 */
const square = constant([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]);

test.each([
  // Windows reach one pixel beyond the image, which never counts.
  [{ kernelSize: 2, ceilMode: true }, [3, 4.5, 7.5, 9]],
  // The zeros of the padding count or not, the pixels beyond them never.
  [{ kernelSize: 3, padding: 1, ceilMode: true }, [12 / 9, 9 / 6, 15 / 6, 9 / 4]],
  [{ kernelSize: 3, padding: 1, ceilMode: true, countPadding: false }, [3, 4.5, 7.5, 9]],
])("avgPool2d() with %j divides by the pixels that count", (options, means) => {
  const { y } = runOnce({ y: avgPool2d(square, options) });
  expect(y).toHaveLength(means.length);
  y.forEach((mean, index) => {
    expect(mean).toBeCloseTo(means[index]!, 5);
  });
});

test("globalAvgPool2d() leaves one pixel a channel", () => {
  expect(shapeOf(globalAvgPool2d(input("x", [64, 512, 4, 3])))).toEqual([64, 512, 1, 1]);
  const pixel = input("x", [64, 512, 1, 1]);
  expect(globalAvgPool2d(pixel)).toBe(pixel);
});

test("avgPool2d() refuses a window larger than the image", () => {
  expect(() => avgPool2d(input("x", [1, 1, 2, 5]), { kernelSize: 3 })).toThrow(
    new ShapeError(
      "Cannot average-pool: the window covers 3 pixels, the padded input has 2 along height, needs at least 3",
    ),
  );
});

test("avgPool2d() refuses what is no batch of images", () => {
  expect(() => avgPool2d(input("x", [28, 28]), { kernelSize: 2 })).toThrow(
    new ShapeError("Cannot average-pool: x is [28, 28], needs 4 dimensions"),
  );
});

test("avgPool2dGrad needs dy in the shape of the pooled image", () => {
  const attrs = {
    ...pool2dAttrs({ kernelSize: 2 }, [1, 1, 4, 4]),
    countPadding: true,
    inputShape: [1, 1, 4, 4],
  };
  expect(shapeOf(applySingle(avgPool2dGradOp, [input("dy", [1, 1, 2, 2])], attrs))).toEqual([
    1, 1, 4, 4,
  ]);
  expect(() => applySingle(avgPool2dGradOp, [input("dy", [1, 1, 4, 4])], attrs)).toThrow(
    new ShapeError("Cannot take the gradient of avgPool2d: dy is [1, 1, 4, 4], needs [1, 1, 2, 2]"),
  );
});
