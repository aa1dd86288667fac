/** Cases of the functions that share the operation `elementwise`, and of the choice between two values. */
import fc from "fast-check";
import { type Shape, sizeOf } from "../../src/core/shape.ts";
import { applySingle, type Op, type Value } from "../../src/graph/node.ts";
import {
  type ElementwiseAttrs,
  elementwiseGradOp,
  elementwiseOp,
} from "../../src/ops/elementwise.ts";
import { noAttrs } from "../../src/ops/shapeRules.ts";
import { whereOp } from "../../src/ops/where.ts";
import { type OpInput, positive, seed, shapeOfRank, signed, stretchable } from "./arbitraries.ts";
import type { OpCase } from "./runCase.ts";

/** Functions of any number; their kinks, at 0, ±1, 2 and ±3, are none of the numbers of `wide`. */
const functions: readonly ElementwiseAttrs[] = [
  { function: "abs" },
  { function: "clip", low: -1, high: 2 },
  { function: "leakyRelu", slope: 0.1 },
  { function: "leakyRelu", slope: 0 },
  { function: "elu", alpha: 1 },
  { function: "elu", alpha: 0.5 },
  { function: "softplus" },
  { function: "silu" },
  { function: "gelu" },
  { function: "hardSwish" },
];

/** Functions of positive numbers: fast exponents and others. */
const powers: readonly ElementwiseAttrs[] = [0.5, -1, 2, 1, 3, -0.5, 1.7].map((exponent) => ({
  function: "pow",
  exponent,
}));

/** Every function on the same numbers. */
export const elementwiseCases = {
  elementwise: cases(elementwiseOp),
  elementwiseGrad: cases(elementwiseGradOp, (shape, from) => [signed("dy", shape, from)]),
  where: shapeOfRank(0).chain((shape) =>
    fc.tuple(stretchable(shape), stretchable(shape), stretchable(shape), seed).map(
      ([condition, a, b, from]): OpCase => ({
        inputs: [chosen("condition", condition, from), signed("a", a, from), signed("b", b, from)],
        build: (values) => [applySingle(whereOp, values, noAttrs)],
      }),
    ),
  ),
};

function cases(
  op: Op<ElementwiseAttrs>,
  more: (shape: Shape, from: number) => readonly OpInput[] = () => [],
): fc.Arbitrary<OpCase> {
  return fc.tuple(shapeOfRank(0), seed).map(([shape, from]) => ({
    inputs: [wide("x", shape, from), positive("positive", shape, from), ...more(shape, from)],
    build: ([x, above, ...others]) => {
      const each = (own: readonly ElementwiseAttrs[], operand: Value) =>
        own.map((attrs) => applySingle(op, [operand, ...others], attrs));
      return [...each(functions, x!), ...each(powers, above!)];
    },
  }));
}

/** Numbers in (-4, 4), where functions have their bends. */
function wide(name: string, shape: Shape, from: number): OpInput {
  const own = signed(name, shape, from);
  return { ...own, data: Array.from(own.data, (value) => 4 * value) };
}

/** Zeros, ones and other numbers, of which all but the zeros are a yes. */
function chosen(name: string, shape: Shape, from: number): OpInput {
  const data = Array.from({ length: sizeOf(shape) }, (_, place) => (place * 7 + from) % 3);
  return { name, type: { dtype: "f32", shape }, data };
}
