import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { type Between, resize2d, resize2dGradOp, sourceOf } from "./resize2d.ts";

const x = input("x", [2, 3, 4, 5]);

test("resize2d() gives images of the wanted size", () => {
  expect(shapeOf(resize2d(x, { size: 8 }))).toEqual([2, 3, 8, 8]);
  expect(shapeOf(resize2d(x, { size: [1, 9], method: "nearest" }))).toEqual([2, 3, 1, 9]);
});

test("resize2d() to the size that is there changes nothing", () => {
  expect(resize2d(x, { size: [4, 5] })).toBe(x);
});

test("resize2d() reads corners only where it is told to", () => {
  const ruleOf = (options: object) => resize2d(x, { size: 8, ...options }).node.attrs;
  expect(ruleOf({})).toMatchObject({ rule: "centres" });
  expect(ruleOf({ alignCorners: true })).toMatchObject({ rule: "corners" });
  expect(ruleOf({ method: "nearest", alignCorners: true })).toMatchObject({ rule: "nearest" });
});

test.each([
  [{ size: [0, 4] }, "0 × 4"],
  [{ size: 1.5 }, "1.5 × 1.5"],
] as const)("resize2d() refuses %j", (options, shown) => {
  expect(() => resize2d(x, options)).toThrow(
    new ShapeError(`Cannot resize: the size is ${shown}, needs whole numbers >= 1`),
  );
});

test("resize2d() refuses what is no batch of images", () => {
  expect(() => resize2d(input("x", [4, 5]), { size: 8 })).toThrow(
    new ShapeError("Cannot resize: x is [4, 5], needs 4 dimensions"),
  );
});

test("resize2dGrad needs dy with the batch and channels of x", () => {
  const attrs = { rule: "centres", inputShape: [2, 3, 4, 5] } as const;
  expect(shapeOf(applySingle(resize2dGradOp, [input("dy", [2, 3, 8, 8])], attrs))).toEqual([
    2, 3, 4, 5,
  ]);
  expect(() => applySingle(resize2dGradOp, [input("dy", [2, 4, 8, 8])], attrs)).toThrow(
    new ShapeError("Cannot take the gradient of resize2d: dy is [2, 4, 8, 8], needs [2, 3, 8, 8]"),
  );
});

/** What each pixel of a row of `to` is made of. */
function sources(rule: "nearest" | "centres" | "corners", from: number, to: number): Between[] {
  return Array.from({ length: to }, (_, index) => sourceOf(rule, index, { from, to }));
}

test("sourceOf() of nearest is the pixel at floor(i·from / to)", () => {
  expect(sources("nearest", 3, 5).map(({ low }) => low)).toEqual([0, 0, 1, 1, 2]);
  expect(sources("nearest", 5, 3).map(({ low }) => low)).toEqual([0, 1, 3]);
  // In float32, 49 · (2 / 98) is less than 1.
  expect(sources("nearest", 2, 98)[49]!.low).toBe(1);
});

test("sourceOf() of centres lets the images cover the same area", () => {
  expect(sources("centres", 2, 4)).toEqual([
    { low: 0, high: 1, weight: 0 },
    { low: 0, high: 1, weight: 0.25 },
    { low: 0, high: 1, weight: 0.75 },
    { low: 1, high: 1, weight: 0.25 },
  ]);
  expect(sources("centres", 4, 2)).toEqual([
    { low: 0, high: 1, weight: 0.5 },
    { low: 2, high: 3, weight: 0.5 },
  ]);
});

test("sourceOf() of corners lets first and last pixels coincide", () => {
  expect(sources("corners", 3, 5).map(({ low, weight }) => low + weight)).toEqual([
    0, 0.5, 1, 1.5, 2,
  ]);
  expect(sources("corners", 3, 1)).toEqual([{ low: 0, high: 1, weight: 0 }]);
});
