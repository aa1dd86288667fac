/** The table of operations: what a graph may consist of. Backends and tests are total over it. */
import type { Op } from "../graph/node.ts";
import { addOp } from "./add.ts";
import { affineOp } from "./affine.ts";
import { afterOp } from "./after.ts";
import { argMaxOp } from "./argMax.ts";
import { avgPool2dGradOp, avgPool2dOp } from "./avgPool2d.ts";
import { batchNormGradOp, batchNormOp } from "./batchNorm.ts";
import { batchNormEvalOp } from "./batchNormEval.ts";
import { castOp } from "./cast.ts";
import { concatOp } from "./concat.ts";
import { conv2dInputGradOp, conv2dOp, conv2dParameterGradOp } from "./conv2d.ts";
import { cumsumOp } from "./cumsum.ts";
import { divOp } from "./div.ts";
import { elementwiseGradOp, elementwiseOp } from "./elementwise.ts";
import { equalOp } from "./equal.ts";
import { expOp } from "./exp.ts";
import { gatherOp, scatterAddOp } from "./gather.ts";
import { layerNormGradOp, layerNormOp } from "./layerNorm.ts";
import { constantOp, inputOp, stateOp } from "./leaves.ts";
import { lessOp } from "./less.ts";
import { lessEqualOp } from "./lessEqual.ts";
import { linearOp, linearParameterGradOp } from "./linear.ts";
import { logOp } from "./log.ts";
import { logSoftmaxGradOp, logSoftmaxOp } from "./logSoftmax.ts";
import { matmulOp } from "./matmul.ts";
import { maxOp } from "./max.ts";
import { maximumOp, minimumOp } from "./maximum.ts";
import { maxPool2dGradOp, maxPool2dOp } from "./maxPool2d.ts";
import { mulOp } from "./mul.ts";
import { nllGradOp, nllOp } from "./nll.ts";
import { oneHotOp } from "./oneHot.ts";
import { addBoxOp, padOp, sliceOp } from "./pad.ts";
import { normalOp, uniformOp } from "./random.ts";
import { reluGradOp, reluOp } from "./relu.ts";
import { reshapeOp } from "./reshape.ts";
import { resize2dGradOp, resize2dOp } from "./resize2d.ts";
import { sigmoidGradOp, sigmoidOp } from "./sigmoid.ts";
import { softmaxOp } from "./softmax.ts";
import { subOp } from "./sub.ts";
import { broadcastToOp, sumOp } from "./sum.ts";
import { tanhGradOp, tanhOp } from "./tanh.ts";
import { toFloatOp } from "./toFloat.ts";
import { transposeOp } from "./transpose.ts";
import { whereOp } from "./where.ts";
import { withGradientOp } from "./withGradient.ts";

/** Every operation by the name it has in printed graphs; gradients are operations of their own. */
export const ops = {
  input: inputOp,
  state: stateOp,
  constant: constantOp,
  uniform: uniformOp,
  normal: normalOp,
  conv2d: conv2dOp,
  conv2dInputGrad: conv2dInputGradOp,
  conv2dParameterGrad: conv2dParameterGradOp,
  linear: linearOp,
  linearParameterGrad: linearParameterGradOp,
  matmul: matmulOp,
  avgPool2d: avgPool2dOp,
  avgPool2dGrad: avgPool2dGradOp,
  maxPool2d: maxPool2dOp,
  maxPool2dGrad: maxPool2dGradOp,
  resize2d: resize2dOp,
  resize2dGrad: resize2dGradOp,
  batchNorm: batchNormOp,
  batchNormEval: batchNormEvalOp,
  batchNormGrad: batchNormGradOp,
  layerNorm: layerNormOp,
  layerNormGrad: layerNormGradOp,
  add: addOp,
  sub: subOp,
  mul: mulOp,
  div: divOp,
  maximum: maximumOp,
  minimum: minimumOp,
  equal: equalOp,
  less: lessOp,
  lessEqual: lessEqualOp,
  where: whereOp,
  affine: affineOp,
  exp: expOp,
  log: logOp,
  relu: reluOp,
  reluGrad: reluGradOp,
  tanh: tanhOp,
  tanhGrad: tanhGradOp,
  sigmoid: sigmoidOp,
  sigmoidGrad: sigmoidGradOp,
  elementwise: elementwiseOp,
  elementwiseGrad: elementwiseGradOp,
  toFloat: toFloatOp,
  cast: castOp,
  sum: sumOp,
  broadcastTo: broadcastToOp,
  max: maxOp,
  argMax: argMaxOp,
  cumsum: cumsumOp,
  softmax: softmaxOp,
  logSoftmax: logSoftmaxOp,
  logSoftmaxGrad: logSoftmaxGradOp,
  nll: nllOp,
  nllGrad: nllGradOp,
  oneHot: oneHotOp,
  reshape: reshapeOp,
  after: afterOp,
  withGradient: withGradientOp,
  transpose: transposeOp,
  pad: padOp,
  slice: sliceOp,
  addBox: addBoxOp,
  concat: concatOp,
  gather: gatherOp,
  scatterAdd: scatterAddOp,
} as const;

/** The name of an operation: a table keyed by it has an entry for each, or does not compile. */
export type OpName = keyof typeof ops;

/** The attributes of the operation of that name. */
export type AttrsOf<Name extends OpName> =
  (typeof ops)[Name] extends Op<infer Attrs> ? Attrs : never;
