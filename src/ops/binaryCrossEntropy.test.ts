import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { binaryCrossEntropy } from "./binaryCrossEntropy.ts";
import { constant, input } from "./leaves.ts";

test("binaryCrossEntropy() averages the surprises of both outcomes", () => {
  // The sigmoid of log 3 is 3/4.
  const loss = binaryCrossEntropy(constant([Math.log(3), 0], [2]), constant([0.25, 1], [2]));
  const expected = -0.25 * Math.log(0.75) - 0.75 * Math.log(0.25) - Math.log(0.5);
  expect(runOnce({ loss }).loss[0]).toBeCloseTo(expected / 2, 6);
});

test("binaryCrossEntropy() stays finite for logits of any size", () => {
  const logits = input("logits", [4]);
  const loss = binaryCrossEntropy(logits, constant([0, 1, 1, 0], [4]));
  const [gradient] = gradients(loss, [logits]);
  const result = runOnce({ loss, gradient: gradient! }, { logits: [1000, 1000, -1000, -1000] });
  expect(result).toEqual({ loss: [500], gradient: [0.25, 0, -0.25, 0] });
});

test("binaryCrossEntropy() refuses to stretch its operands", () => {
  expect(() => binaryCrossEntropy(constant([1, 2], [2, 1]), constant([1, 0], [2]))).toThrow(
    new ShapeError(
      "Cannot take the binary cross-entropy: logits are [2, 1], the target [2], needs equal shapes",
    ),
  );
});
