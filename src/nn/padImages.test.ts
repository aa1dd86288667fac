import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { constant } from "../ops/leaves.ts";
import { padImages } from "./padImages.ts";

const row = constant([1, 2, 3, 4], [1, 1, 1, 4]);
const none = [0, 0] as const;
const above = [1, 0] as const;
const behind = [0, 1] as const;

test.each([
  ["circular" as const, [3, 4, 1, 2, 3, 4, 1]],
  ["reflect" as const, [3, 2, 1, 2, 3, 4, 3]],
])("padImages() continues a row, %s", (mode, expected) => {
  const y = padImages(row, [none, [2, 1]], mode);
  expect(runOnce({ y }).y).toEqual(expected);
});

test("padImages() continues every channel in both directions, corners included", () => {
  const x = constant([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]);
  const y = padImages(x, [above, behind], "circular");
  expect(shapeOf(y)).toEqual([1, 2, 3, 3]);
  expect(runOnce({ y }).y).toEqual([3, 4, 3, 1, 2, 1, 3, 4, 3, 7, 8, 7, 5, 6, 5, 7, 8, 7]);
});

test("padImages() leaves an image alone when there is nothing to add", () => {
  expect(padImages(row, [none, none], "circular")).toBe(row);
});

test.each([
  ["circular" as const, 5, 4],
  ["reflect" as const, 4, 3],
])("padImages() repeats an image at most once, %s", (mode, before, most) => {
  expect(() => padImages(row, [none, [before, 0]], mode)).toThrow(
    new ShapeError(
      `Cannot pad [1, 1, 1, 4] by ${before} and 0 along 3: "${mode}" repeats what is there, needs at most ${most}`,
    ),
  );
});
