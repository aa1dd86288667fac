import type { FloatDtype } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import { showShape } from "../core/shape.ts";
import { apply, applySingle, type Op, type Value } from "../graph/node.ts";
import { checkUnfused, type FusedActivation } from "./activation.ts";
import { add } from "./add.ts";
import { cast } from "./cast.ts";
import { matmul } from "./matmul.ts";
import { checkBias, checkRank, checkSameFloat, checkShape, f32 } from "./shapeRules.ts";
import { broadcastTo } from "./sum.ts";

export interface LinearAttrs {
  readonly activation: FusedActivation;
  /** The type in which the sums are written, where it is not that of x and weight. */
  readonly resultDtype?: FloatDtype;
}

export interface LinearParameterGradAttrs {
  readonly hasBias: boolean;
}

/**
 * x · weightᵀ + bias. x and weight may be f32 or bf16, both the same; the bias is f32.
 *
 * Shape: x [N, I], weight [O, I], bias [O] (optional) -> [N, O]
 * @throws {ShapeError} when I or O or the types disagree
 * @source PyTorch 1.13 documentation of torch.nn.Linear
 */
export const linearOp: Op<LinearAttrs> = {
  name: "linear",
  infer: ([x, weight, bias], { resultDtype }) => {
    const [n, i] = checkRank("apply linear", "x", x!, 2);
    const [o, iOfWeight] = checkRank("apply linear", "weight", weight!, 2);
    if (i !== iOfWeight) {
      throw new ShapeError(
        `Cannot apply linear: x ${showShape(x!.shape)} has ${i} features, weight ${showShape(weight!.shape)} needs ${iOfWeight}`,
      );
    }
    const dtype = checkSameFloat("apply linear", { x: x!, weight: weight! });
    if (bias) checkBias("apply linear", bias, o!);
    return [{ dtype: resultDtype ?? dtype, shape: [n!, o!] }];
  },
  gradient: ({ inputs: [x, weight, bias], attrs, dys: [dy] }) => {
    checkUnfused("linear", attrs.activation);
    const own = cast(dy!, x!.type.dtype as FloatDtype);
    const gradients = apply(linearParameterGradOp, [x!, own], { hasBias: bias !== undefined });
    return [matmul(own, weight!), ...gradients];
  },
  macs: ([x, weight]) => x!.shape[0]! * weight!.shape[0]! * weight!.shape[1]!,
};

/**
 * dyᵀ · x and, with a bias, the column sums of dy: the gradients of `linear` for weight and bias, in f32.
 *
 * Shape: x [N, I], dy [N, O] -> [O, I], [O]
 */
export const linearParameterGradOp: Op<LinearParameterGradAttrs> = {
  name: "linearParameterGrad",
  infer: ([x, dy], { hasBias }) => {
    const [n, i] = checkRank("take the gradient of linear", "x", x!, 2);
    const [, o] = checkRank("take the gradient of linear", "dy", dy!, 2);
    checkSameFloat("take the gradient of linear", { x: x!, dy: dy! });
    checkShape("take the gradient of linear", "dy", dy!, [n!, o!]);
    return hasBias ? [f32([o!, i!]), f32([o!])] : [f32([o!, i!])];
  },
  gradient: ({ inputs: [x, dy], dys: [gWeight, gBias] }) => {
    const dx = gWeight ? matmul(dy!, gWeight) : null;
    const throughWeight = gWeight ? matmul(x!, gWeight, { transposeB: true }) : null;
    const throughBias = gBias ? broadcastTo(gBias, dy!.type.shape) : null;
    const ddy =
      throughWeight && throughBias
        ? add(throughWeight, throughBias)
        : (throughWeight ?? throughBias);
    return [dx, ddy];
  },
  macs: ([x, dy]) => x!.shape[0]! * x!.shape[1]! * dy!.shape[1]!,
};

/** x · weightᵀ + bias. */
export function linear(x: Value, weight: Value, bias: Value | null = null): Value {
  return applySingle(linearOp, bias ? [x, weight, bias] : [x, weight], { activation: "none" });
}
