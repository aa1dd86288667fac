import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { input } from "./leaves.ts";
import { maximum, minimum } from "./maximum.ts";
import { sum } from "./sum.ts";

const a = input("a", [3]);
const b = input("b", [3]);
const numbers = { a: [1, 5, 2], b: [4, 3, 2] };

test("maximum() and minimum() choose element by element", () => {
  expect(runOnce({ larger: maximum(a, b), smaller: minimum(a, b) }, numbers)).toEqual({
    larger: [4, 5, 2],
    smaller: [1, 3, 2],
  });
});

test.each([
  ["maximum", maximum, [0, 1, 0.5], [1, 0, 0.5]],
  ["minimum", minimum, [1, 0, 0.5], [0, 1, 0.5]],
] as const)(
  "the gradient of %s goes to the winner, evenly where there are two",
  (_, op, da, db) => {
    const [ownA, ownB] = gradients(sum(op(a, b)), [a, b]);
    expect(runOnce({ da: ownA!, db: ownB! }, numbers)).toEqual({ da, db });
  },
);

test("maximum() refuses shapes that do not fit", () => {
  expect(() => maximum(a, input("b", [2]))).toThrow(
    new ShapeError(
      "Cannot take the maximum of [3] and [2]: extents 3 and 2 differ, needs equal extents or 1",
    ),
  );
});
