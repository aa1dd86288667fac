import { isFloat } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import { showShape } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type TensorType, type Value } from "../graph/node.ts";
import { checkFloat, checkRank, f32, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

export interface NllGradAttrs {
  readonly classes: number;
}

/**
 * Negative log-likelihood of the labels, averaged over the batch; NaN when a label lies outside 0…K-1.
 *
 * Shape: logProbabilities [N, K], labels [N] (i32 or u8) -> []
 * @throws {ShapeError} when labels are not integers or not one a row
 * @source PyTorch 1.13 documentation of torch.nn.NLLLoss, reduction "mean"
 */
export const nllOp: Op<NoAttrs> = {
  name: "nll",
  infer: ([logProbabilities, labels]) => {
    const [n] = checkRank("average the loss", "logProbabilities", logProbabilities!, 2);
    checkLabels(labels!, n!);
    return [f32([])];
  },
  gradient: ({ inputs: [logProbabilities, labels], dys: [dy] }) => [
    applySingle(nllGradOp, [labels!, dy!], { classes: shapeOf(logProbabilities!)[1]! }),
    null,
  ],
  macs: noMacs,
};

/**
 * -dy / N at each label's place, 0 elsewhere and for labels outside 0…K-1: the gradient of `nll`.
 *
 * Shape: labels [N], dy [] -> [N, K]
 */
export const nllGradOp: Op<NllGradAttrs> = {
  name: "nllGrad",
  infer: ([labels, dy], { classes }) => {
    checkFloat("take the gradient of nll", "dy", dy!);
    return [f32([labels!.shape[0]!, classes])];
  },
  gradient: ({ inputs: [labels], dys: [g] }) => [null, applySingle(nllOp, [g!, labels!], noAttrs)],
  macs: noMacs,
};

/** Negative log-likelihood of the labels, averaged over the batch. Shape: [N, K], [N] -> [] */
export function nll(logProbabilities: Value, labels: Value): Value {
  return applySingle(nllOp, [logProbabilities, labels], noAttrs);
}

/**
 * Refuses what are no labels of n examples.
 *
 * @throws {ShapeError} when they are not integers or not one a row
 */
export function checkLabels(labels: TensorType, n: number): void {
  if (isFloat(labels.dtype) || labels.shape.length !== 1 || labels.shape[0] !== n) {
    throw new ShapeError(
      `Cannot average the loss: labels are ${labels.dtype} ${showShape(labels.shape)}, needs i32 or u8 [${n}]`,
    );
  }
}
