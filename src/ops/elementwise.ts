import { applySingle, type Op, type Value } from "../graph/node.ts";
import { affine } from "./affine.ts";
import { exp } from "./exp.ts";
import { constant } from "./leaves.ts";
import { less } from "./less.ts";
import { lessEqual } from "./lessEqual.ts";
import { mul } from "./mul.ts";
import { inferPaired, inferSame, noMacs } from "./shapeRules.ts";
import { sigmoid } from "./sigmoid.ts";

/** A function of single numbers with its constants; the files of the functions say what they compute. */
export type ElementwiseAttrs =
  | { readonly function: "abs" | "softplus" | "silu" | "gelu" | "hardSwish" }
  | { readonly function: "pow"; readonly exponent: number }
  | { readonly function: "clip"; readonly low: number; readonly high: number }
  | { readonly function: "leakyRelu"; readonly slope: number }
  | { readonly function: "elu"; readonly alpha: number };

/** The name of a function of `ElementwiseAttrs`. */
export type ElementwiseFunction = ElementwiseAttrs["function"];

/**
 * A function applied to every element. One operation for all of them, since only the function differs: each is one pass
 * over memory, and so is its gradient.
 *
 * Shape: x -> x
 * @throws {ShapeError} when x is not a float
 * @source calculus: dy · f′, with f′ from x, or from y where that is enough, so that x need not be kept
 */
export const elementwiseOp: Op<ElementwiseAttrs> = {
  name: "elementwise",
  infer: (inputs, attrs) => inferSame(`apply ${attrs.function}`, inputs),
  gradient: ({ inputs: [x], outputs: [y], attrs, dys: [dy] }) => [
    elementwiseGrad(isFromOutput(attrs) ? y! : x!, dy!, attrs),
  ],
  macs: noMacs,
};

/**
 * dy · f′(source), where source is x, or y for the functions of `isFromOutput`.
 *
 * Shape: source, dy -> source
 */
export const elementwiseGradOp: Op<ElementwiseAttrs> = {
  name: "elementwiseGrad",
  infer: (inputs, attrs) => inferPaired(`take the gradient of ${attrs.function}`, inputs),
  gradient: ({ inputs: [source, dy], attrs, dys: [g] }) => {
    const slope = slopeOfGrad(source!, attrs);
    return [slope && mul(mul(g!, dy!), slope), elementwiseGrad(source!, g!, attrs)];
  },
  macs: noMacs,
};

/** A function applied to every element. */
export function elementwise(x: Value, attrs: ElementwiseAttrs): Value {
  return applySingle(elementwiseOp, [x], attrs);
}

/** Whether the gradient is computed from the output y instead of the input x. */
export function isFromOutput(
  attrs: ElementwiseAttrs,
): attrs is ElementwiseAttrs & { readonly function: "clip" | "leakyRelu" | "elu" } {
  return ["clip", "leakyRelu", "elu"].includes(attrs.function);
}

function elementwiseGrad(source: Value, dy: Value, attrs: ElementwiseAttrs): Value {
  return applySingle(elementwiseGradOp, [source, dy], attrs);
}

/** How the gradient's factor changes with its source: f″ where that is x; null where it is piecewise constant. */
function slopeOfGrad(source: Value, attrs: ElementwiseAttrs): Value | null {
  switch (attrs.function) {
    case "abs":
    case "clip":
    case "leakyRelu":
      return null;
    case "elu":
      return lessEqual(source, constant(0));
    case "pow": {
      const { exponent } = attrs;
      const power = elementwise(source, { function: "pow", exponent: exponent - 2 });
      return affine(power, exponent * (exponent - 1));
    }
    case "softplus":
      return bell(sigmoid(source));
    case "silu": {
      const s = sigmoid(source);
      return mul(bell(s), affine(mul(source, affine(s, -2, 1)), 1, 2));
    }
    case "gelu": {
      const square = mul(source, source);
      const density = affine(exp(affine(square, -1 / 2)), 1 / Math.sqrt(2 * Math.PI));
      return mul(density, affine(square, -1, 2));
    }
    case "hardSwish":
      return affine(less(elementwise(source, { function: "abs" }), constant(3)), 1 / 3);
    default:
      return attrs satisfies never;
  }
}

/** s (1 - s), the derivative of the sigmoid s. */
function bell(s: Value): Value {
  return mul(s, affine(s, -1, 1));
}
