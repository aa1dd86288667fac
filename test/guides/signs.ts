import type { Value } from "../../src/graph/node.ts";
import { affine } from "../../src/ops/affine.ts";
import { constant } from "../../src/ops/leaves.ts";
import { greaterEqual } from "../../src/ops/lessEqual.ts";
import { withGradient } from "../../src/ops/withGradient.ts";

/** -1 or 1. A sign has no slope to learn by, so the gradient passes as if nothing had been done (Bengio et al. 2013). */
export function signs(x: Value): Value {
  const y = affine(greaterEqual(x, constant(0)), 2, -1);
  return withGradient(y, [x], (dy) => [dy]);
}
