import type { AttrsOf, OpName } from "../../../ops/index.ts";
import { lowerAffine, lowerBinary } from "./arithmetic.ts";
import { lowerConv2d, lowerConv2dInputGrad, lowerConv2dParameterGrad } from "./convolution.ts";
import { lowerToFloat, lowerUnary, lowerUnaryGrad } from "./elementwise.ts";
import { lowerLinear, lowerLinearParameterGrad } from "./linear.ts";
import type { Lower } from "./lower.ts";
import { lowerMatmul } from "./matmul.ts";
import { lowerConcat, lowerReshape, lowerSlice, lowerTranspose } from "./movement.ts";
import {
  lowerAvgPool2d,
  lowerAvgPool2dGrad,
  lowerMaxPool2d,
  lowerMaxPool2dGrad,
} from "./pooling.ts";
import { lowerReduction } from "./reduction.ts";
import { lowerLogSoftmaxGrad, lowerSoftmax } from "./softmax.ts";

/** Leaves are placed when the graph is compiled; they need no step. */
type Leaf = "input" | "state" | "constant";

/** How each operation is done with oneDNN; "host" where a plain loop is the right tool, or the only one. */
export const lowerings: {
  readonly [Name in Exclude<OpName, Leaf>]: Lower<AttrsOf<Name>> | "host";
} = {
  conv2d: lowerConv2d,
  conv2dInputGrad: lowerConv2dInputGrad,
  conv2dParameterGrad: lowerConv2dParameterGrad,
  linear: lowerLinear,
  linearParameterGrad: lowerLinearParameterGrad,
  matmul: lowerMatmul,
  avgPool2d: lowerAvgPool2d,
  avgPool2dGrad: lowerAvgPool2dGrad,
  maxPool2d: lowerMaxPool2d,
  maxPool2dGrad: lowerMaxPool2dGrad,
  add: lowerBinary("add"),
  sub: lowerBinary("sub"),
  mul: lowerBinary("mul"),
  div: lowerBinary("div"),
  equal: lowerBinary("equal"),
  affine: lowerAffine,
  exp: lowerUnary("exp"),
  log: lowerUnary("log"),
  relu: lowerUnary("relu"),
  reluGrad: lowerUnaryGrad("relu"),
  tanh: lowerUnary("tanh"),
  tanhGrad: lowerUnaryGrad("tanh"),
  sigmoid: lowerUnary("sigmoid"),
  sigmoidGrad: lowerUnaryGrad("sigmoid"),
  toFloat: lowerToFloat,
  sum: lowerReduction("reductionSum"),
  max: lowerReduction("reductionMax"),
  broadcastTo: "host",
  argMax: "host",
  softmax: lowerSoftmax("softmax"),
  logSoftmax: lowerSoftmax("logSoftmax"),
  logSoftmaxGrad: lowerLogSoftmaxGrad,
  nll: "host",
  nllGrad: "host",
  oneHot: "host",
  reshape: lowerReshape,
  transpose: lowerTranspose,
  pad: "host",
  slice: lowerSlice,
  concat: lowerConcat,
};
