/** How each operation is written in ONNX: a new operation without an entry does not compile. */
import type { AttrsOf, OpName } from "../../ops/index.ts";
import type { Exporter, NotExported } from "../exporter.ts";
import {
  affine,
  comparison,
  elementwise,
  operator,
  passOn,
  toFloat,
  where,
} from "./elementwise.ts";
import { broadcastTo, concat, gather, pad, reshape, slice, transpose } from "./movement.ts";
import { batchNormEval, layerNorm } from "./norms.ts";
import { linear, matmul } from "./products.ts";
import { alongLast, argMax, cumsum, max, sum } from "./reductions.ts";
import { avgPool2d, conv2d, conv2dInputGrad, maxPool2d, resize2d } from "./windows.ts";

/** Leaves are inputs or known values; they need no node. */
type Leaf = "input" | "state" | "constant";

const gradient: NotExported = { none: "only training computes gradients" };
const loss: NotExported = { none: "only training computes a loss" };
const random: NotExported = { none: "an answer must not depend on random numbers" };
const statistics: NotExported = { none: "an answer must not depend on the rest of the batch" };
const labels: NotExported = { none: "an answer cannot depend on labels" };

/** What each operation becomes, or why it becomes nothing. Operators are those of set 17. */
export const exporters: {
  readonly [Name in Exclude<OpName, Leaf>]: Exporter<AttrsOf<Name>> | NotExported;
} = {
  uniform: random,
  normal: random,
  conv2d,
  conv2dInputGrad,
  conv2dParameterGrad: gradient,
  linear,
  linearParameterGrad: gradient,
  matmul,
  avgPool2d,
  avgPool2dGrad: gradient,
  maxPool2d,
  maxPool2dGrad: gradient,
  resize2d,
  resize2dGrad: gradient,
  batchNorm: statistics,
  batchNormEval,
  batchNormGrad: gradient,
  layerNorm,
  layerNormGrad: gradient,
  add: operator("Add"),
  sub: operator("Sub"),
  mul: operator("Mul"),
  div: operator("Div"),
  maximum: operator("Max"),
  minimum: operator("Min"),
  equal: comparison("Equal"),
  less: comparison("Less"),
  lessEqual: comparison("LessOrEqual"),
  where,
  affine,
  exp: operator("Exp"),
  log: operator("Log"),
  relu: operator("Relu"),
  reluGrad: gradient,
  tanh: operator("Tanh"),
  tanhGrad: gradient,
  sigmoid: operator("Sigmoid"),
  sigmoidGrad: gradient,
  elementwise,
  elementwiseGrad: gradient,
  toFloat,
  cast: { none: "files hold the network in f32" },
  sum,
  broadcastTo,
  max,
  argMax,
  cumsum,
  softmax: alongLast("Softmax"),
  logSoftmax: alongLast("LogSoftmax"),
  logSoftmaxGrad: gradient,
  nll: loss,
  nllGrad: gradient,
  oneHot: labels,
  reshape,
  after: passOn,
  withGradient: passOn,
  transpose,
  pad,
  slice,
  addBox: gradient,
  concat,
  gather,
  scatterAdd: gradient,
};
