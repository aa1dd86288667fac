/** The table of operations: what a graph may consist of. Backends and tests are total over it. */
import type { Op } from "../graph/node.ts";
import { addOp } from "./add.ts";
import { affineOp } from "./affine.ts";
import { argMaxOp } from "./argMax.ts";
import { avgPool2dGradOp, avgPool2dOp } from "./avgPool2d.ts";
import { concatOp } from "./concat.ts";
import { conv2dInputGradOp, conv2dOp, conv2dParameterGradOp } from "./conv2d.ts";
import { divOp } from "./div.ts";
import { equalOp } from "./equal.ts";
import { expOp } from "./exp.ts";
import { constantOp, inputOp, stateOp } from "./leaves.ts";
import { linearOp, linearParameterGradOp } from "./linear.ts";
import { logOp } from "./log.ts";
import { logSoftmaxGradOp, logSoftmaxOp } from "./logSoftmax.ts";
import { matmulOp } from "./matmul.ts";
import { maxOp } from "./max.ts";
import { maxPool2dGradOp, maxPool2dOp } from "./maxPool2d.ts";
import { mulOp } from "./mul.ts";
import { nllGradOp, nllOp } from "./nll.ts";
import { oneHotOp } from "./oneHot.ts";
import { padOp, sliceOp } from "./pad.ts";
import { reluGradOp, reluOp } from "./relu.ts";
import { reshapeOp } from "./reshape.ts";
import { sigmoidGradOp, sigmoidOp } from "./sigmoid.ts";
import { softmaxOp } from "./softmax.ts";
import { subOp } from "./sub.ts";
import { broadcastToOp, sumOp } from "./sum.ts";
import { tanhGradOp, tanhOp } from "./tanh.ts";
import { toFloatOp } from "./toFloat.ts";
import { transposeOp } from "./transpose.ts";

/** Every operation by the name it has in printed graphs; gradients are operations of their own. */
export const ops = {
  input: inputOp,
  state: stateOp,
  constant: constantOp,
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
  add: addOp,
  sub: subOp,
  mul: mulOp,
  div: divOp,
  equal: equalOp,
  affine: affineOp,
  exp: expOp,
  log: logOp,
  relu: reluOp,
  reluGrad: reluGradOp,
  tanh: tanhOp,
  tanhGrad: tanhGradOp,
  sigmoid: sigmoidOp,
  sigmoidGrad: sigmoidGradOp,
  toFloat: toFloatOp,
  sum: sumOp,
  broadcastTo: broadcastToOp,
  max: maxOp,
  argMax: argMaxOp,
  softmax: softmaxOp,
  logSoftmax: logSoftmaxOp,
  logSoftmaxGrad: logSoftmaxGradOp,
  nll: nllOp,
  nllGrad: nllGradOp,
  oneHot: oneHotOp,
  reshape: reshapeOp,
  transpose: transposeOp,
  pad: padOp,
  slice: sliceOp,
  concat: concatOp,
} as const;

/** The name of an operation: a table keyed by it has an entry for each, or does not compile. */
export type OpName = keyof typeof ops;

/** The attributes of the operation of that name. */
export type AttrsOf<Name extends OpName> =
  (typeof ops)[Name] extends Op<infer Attrs> ? Attrs : never;
