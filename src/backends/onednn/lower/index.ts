import type { AttrsOf, OpName } from "../../../ops/index.ts";
import { lowerAffine, lowerBinary } from "./arithmetic.ts";
import { lowerBatchNorm, lowerBatchNormGrad } from "./batchNorm.ts";
import { lowerAddBox, lowerConcat, lowerPad, lowerSlice } from "./boxes.ts";
import { lowerCast } from "./cast.ts";
import { lowerConv2d, lowerConv2dInputGrad, lowerConv2dParameterGrad } from "./convolution.ts";
import {
  lowerElementwise,
  lowerElementwiseGrad,
  lowerToFloat,
  lowerUnary,
  lowerUnaryGrad,
} from "./elementwise.ts";
import { lowerLayerNorm, lowerLayerNormGrad } from "./layerNorm.ts";
import { lowerLinear, lowerLinearParameterGrad } from "./linear.ts";
import type { Lower } from "./lower.ts";
import { lowerMatmul } from "./matmul.ts";
import { lowerReshape, lowerSame, lowerTranspose } from "./movement.ts";
import {
  lowerAvgPool2d,
  lowerAvgPool2dGrad,
  lowerMaxPool2d,
  lowerMaxPool2dGrad,
} from "./pooling.ts";
import { lowerReduction } from "./reduction.ts";
import { lowerResize2d, lowerResize2dGrad } from "./resampling.ts";
import { lowerLogSoftmaxGrad, lowerSoftmax } from "./softmax.ts";
import { lowerBroadcastTo } from "./stretch.ts";
import { lowerWhere } from "./where.ts";

/** Leaves are placed when the graph is compiled; they need no step. */
type Leaf = "input" | "state" | "constant";

/** How each operation is done with oneDNN; "host" where a plain loop is the right tool, or the only one. */
export const lowerings: {
  readonly [Name in Exclude<OpName, Leaf>]: Lower<AttrsOf<Name>> | "host";
} = {
  uniform: "host",
  normal: "host",
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
  resize2d: lowerResize2d,
  resize2dGrad: lowerResize2dGrad,
  batchNorm: lowerBatchNorm("batch"),
  batchNormEval: lowerBatchNorm("given"),
  batchNormGrad: lowerBatchNormGrad,
  layerNorm: lowerLayerNorm,
  layerNormGrad: lowerLayerNormGrad,
  add: lowerBinary("add"),
  sub: lowerBinary("sub"),
  mul: lowerBinary("mul"),
  div: lowerBinary("div"),
  maximum: lowerBinary("maximum"),
  minimum: lowerBinary("minimum"),
  equal: lowerBinary("equal"),
  less: lowerBinary("less"),
  lessEqual: lowerBinary("lessEqual"),
  where: lowerWhere,
  affine: lowerAffine,
  exp: lowerUnary("exp"),
  log: lowerUnary("log"),
  relu: lowerUnary("relu"),
  reluGrad: lowerUnaryGrad("relu"),
  tanh: lowerUnary("tanh"),
  tanhGrad: lowerUnaryGrad("tanh"),
  sigmoid: lowerUnary("sigmoid"),
  sigmoidGrad: lowerUnaryGrad("sigmoid"),
  elementwise: lowerElementwise,
  elementwiseGrad: lowerElementwiseGrad,
  toFloat: lowerToFloat,
  cast: lowerCast,
  sum: lowerReduction("reductionSum"),
  max: lowerReduction("reductionMax"),
  broadcastTo: lowerBroadcastTo,
  argMax: "host",
  cumsum: "host",
  softmax: lowerSoftmax("softmax"),
  logSoftmax: lowerSoftmax("logSoftmax"),
  logSoftmaxGrad: lowerLogSoftmaxGrad,
  nll: "host",
  nllGrad: "host",
  oneHot: "host",
  reshape: lowerReshape,
  after: lowerSame,
  withGradient: lowerSame,
  transpose: lowerTranspose,
  pad: lowerPad,
  slice: lowerSlice,
  addBox: lowerAddBox,
  concat: lowerConcat,
  gather: "host",
  scatterAdd: "host",
};
