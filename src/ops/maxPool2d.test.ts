import { expect, test } from "vitest";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { apply, applySingle, shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { globalMaxPool2d, maxPool2d, maxPool2dGradOp, maxPool2dOp } from "./maxPool2d.ts";
import { mul } from "./mul.ts";
import { pool2dAttrs } from "./pool2d.ts";
import { sum } from "./sum.ts";

test("maxPool2d() gives ResNet-18's first maps: 3×3, stride 2, padding 1", () => {
  const x = input("x", [8, 64, 112, 112]);
  expect(shapeOf(maxPool2d(x, { kernelSize: 3, stride: 2, padding: 1 }))).toEqual([8, 64, 56, 56]);
});

test("maxPool2d() gives the winners' places as integers beside the values", () => {
  const [, winners] = apply(
    maxPool2dOp,
    [input("x", [1, 1, 4, 4])],
    pool2dAttrs({ kernelSize: 2 }, [1, 1, 4, 4]),
  );
  expect(winners!.type).toEqual({ dtype: "i32", shape: [1, 1, 2, 2] });
});

test("maxPool2d() with ceilMode loses no pixel", () => {
  const x = input("x", [1, 64, 112, 112]);
  const options = { kernelSize: 3, stride: 2 };
  expect(shapeOf(maxPool2d(x, options))).toEqual([1, 64, 55, 55]);
  expect(shapeOf(maxPool2d(x, { ...options, ceilMode: true }))).toEqual([1, 64, 56, 56]);
});

test("globalMaxPool2d() leaves one pixel a channel", () => {
  expect(shapeOf(globalMaxPool2d(input("x", [64, 512, 4, 3])))).toEqual([64, 512, 1, 1]);
  const pixel = input("x", [64, 512, 1, 1]);
  expect(globalMaxPool2d(pixel)).toBe(pixel);
});

test("maxPool2d() refuses a window that lies wholly in the padding", () => {
  expect(() => maxPool2d(input("x", [1, 1, 4, 4]), { kernelSize: 2, padding: 2 })).toThrow(
    new ShapeError(
      "Cannot max-pool: padding is 2 and 2, window 0 along height holds no pixel, needs less padding",
    ),
  );
});

test("maxPool2dGrad needs dy in the shape of the pooled image", () => {
  const attrs = { ...pool2dAttrs({ kernelSize: 2 }, [1, 1, 4, 4]), inputShape: [1, 1, 4, 4] };
  const winners = input("winners", [1, 1, 2, 2], "i32");
  expect(() => applySingle(maxPool2dGradOp, [winners, input("dy", [1, 1, 3, 2])], attrs)).toThrow(
    new ShapeError("Cannot take the gradient of maxPool2d: dy is [1, 1, 3, 2], needs [1, 1, 2, 2]"),
  );
});

test.each(everyBackend())(
  "maxPool2dGrad has its own gradient at the winners of windows that share pixels, on %s",
  (_, backend) => {
    const x = input("x", [1, 2, 5, 5]);
    const options = { kernelSize: 3, stride: 1, padding: 1 };
    const [dx] = gradients(sum(mul(maxPool2d(x, options), maxPool2d(x, options))), [x]);
    const [ddx] = gradients(sum(mul(dx!, input("v", [1, 2, 5, 5]))), [x]);
    const numbers = Array.from({ length: 50 }, (_, i) => ((i * 37) % 50) / 10);
    const v = numbers.map((_, i) => Math.sin(i));
    const { own } = runOnce({ own: ddx! }, { x: numbers, v }, backend);
    // The sum of the squared winners has 2 for each time that a pixel wins on its diagonal, and 0 beside it.
    const wins = new Array(50).fill(0);
    for (let at = 0; at < 50; at++) {
      const [plane, row, column] = [Math.floor(at / 25), Math.floor((at % 25) / 5), at % 5];
      const places = [-1, 0, 1].flatMap((down) =>
        [-1, 0, 1].flatMap((right) => {
          const [r, c] = [row + down, column + right];
          return r >= 0 && r < 5 && c >= 0 && c < 5 ? [25 * plane + 5 * r + c] : [];
        }),
      );
      wins[places.reduce((best, place) => (numbers[place]! > numbers[best]! ? place : best))]++;
    }
    own.forEach((value, at) => void expect(value).toBeCloseTo(2 * wins[at]! * v[at]!, 5));
  },
);
