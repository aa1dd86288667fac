/** The table of kernels, total over the operations that compute: a new operation without one does not compile. */
import { BackendError } from "../../core/errors.ts";
import type { Kernel } from "../../graph/kernel.ts";
import { type Node, nodeTitle } from "../../graph/node.ts";
import { type AttrsOf, type OpName, ops } from "../../ops/index.ts";
import { relu, sigmoid } from "./activation.ts";
import { argMax } from "./argMax.ts";
import { avgPool2d, avgPool2dGrad } from "./avgPool2d.ts";
import { batchNorm, batchNormEval, batchNormGrad } from "./batchNorm.ts";
import { conv2d, conv2dInputGrad, conv2dParameterGrad } from "./conv2d.ts";
import { cumsum } from "./cumsum.ts";
import { binary, unary } from "./elementwise.ts";
import { elementwise, elementwiseGrad } from "./elementwiseFunctions.ts";
import { gather, scatterAdd } from "./gather.ts";
import { layerNorm, layerNormGrad } from "./layerNorm.ts";
import { linear, linearParameterGrad } from "./linear.ts";
import { matmul } from "./matmul.ts";
import { maxPool2d, maxPool2dGrad } from "./maxPool2d.ts";
import { addBox, broadcastTo, concat, pad, reshape, slice, transpose } from "./movement.ts";
import { nll, nllGrad } from "./nll.ts";
import { oneHot } from "./oneHot.ts";
import { normal, uniform } from "./random.ts";
import { reduction } from "./reduce.ts";
import { resize2d, resize2dGrad } from "./resize2d.ts";
import { logSoftmax, logSoftmaxGrad, softmax } from "./softmax.ts";
import { where } from "./where.ts";

/** Operations that compute their outputs; leaves are given theirs. */
export type ComputedOpName = Exclude<OpName, "input" | "state" | "constant">;

/** The plain loop of every operation that computes. */
export const kernels: { readonly [Name in ComputedOpName]: Kernel<AttrsOf<Name>> } = {
  uniform,
  normal,
  conv2d,
  conv2dInputGrad,
  conv2dParameterGrad,
  linear,
  linearParameterGrad,
  matmul,
  avgPool2d,
  avgPool2dGrad,
  maxPool2d,
  maxPool2dGrad,
  resize2d,
  resize2dGrad,
  batchNorm,
  batchNormEval,
  batchNormGrad,
  layerNorm,
  layerNormGrad,
  add: binary((a, b) => a + b),
  sub: binary((a, b) => a - b),
  mul: binary((a, b) => a * b),
  div: binary((a, b) => a / b),
  maximum: binary(Math.max),
  minimum: binary(Math.min),
  equal: binary((a, b) => (a === b ? 1 : 0)),
  less: binary((a, b) => (a < b ? 1 : 0)),
  lessEqual: binary((a, b) => (a <= b ? 1 : 0)),
  where,
  affine: unary((x, { scale, shift }) => scale * x + shift),
  exp: unary(Math.exp),
  log: unary(Math.log),
  relu: unary(relu),
  reluGrad: binary((y, dy) => (y > 0 ? dy : 0)),
  tanh: unary(Math.tanh),
  tanhGrad: binary((y, dy) => dy * (1 - y * y)),
  sigmoid: unary(sigmoid),
  sigmoidGrad: binary((y, dy) => dy * y * (1 - y)),
  elementwise,
  elementwiseGrad,
  toFloat: unary((x, { scale }) => scale * x),
  cast: unary((x) => x),
  sum: reduction((total, x) => total + x, 0),
  broadcastTo,
  max: reduction(Math.max, Number.NEGATIVE_INFINITY),
  argMax,
  cumsum,
  softmax,
  logSoftmax,
  logSoftmaxGrad,
  nll,
  nllGrad,
  oneHot,
  reshape,
  after: reshape,
  withGradient: reshape,
  transpose,
  pad,
  slice,
  addBox,
  concat,
  gather,
  scatterAdd,
};

/**
 * The kernel of a node that computes: the table's, or the one that an operation of a user's own brings.
 *
 * @throws {BackendError} when there is neither
 */
export function kernelOf(node: Node): Kernel<unknown> {
  const { op } = node;
  if (ops[op.name as OpName] === op) return kernels[op.name as ComputedOpName] as Kernel<unknown>;
  if (op.kernel) return op.kernel;
  throw new BackendError(
    `Cannot compile ${nodeTitle(node)}: it has no kernel, needs one of its own`,
  );
}
