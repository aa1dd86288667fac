import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { affine } from "./affine.ts";
import { exp } from "./exp.ts";
import { input } from "./leaves.ts";
import { mul } from "./mul.ts";
import { sum } from "./sum.ts";
import { withGradient } from "./withGradient.ts";

const x = input("x", [2]);
const w = input("w", [2]);

test("withGradient() leaves the value and takes the rule's gradients", () => {
  const y = withGradient(exp(mul(x, w)), [x, w], (dy) => [affine(dy, 10), null]);
  const loss = sum(mul(y, w));
  const [dx, dw] = gradients(loss, [x, w]);
  const result = runOnce({ y, dx: dx!, dw: dw! }, { x: [0, 0], w: [3, 4] });
  expect(result).toEqual({ y: [1, 1], dx: [30, 40], dw: [1, 1] });
});
