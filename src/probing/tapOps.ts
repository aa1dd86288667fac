import { abs } from "../ops/abs.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { argMax } from "../ops/argMax.ts";
import { cast } from "../ops/cast.ts";
import { clip } from "../ops/clip.ts";
import { concat } from "../ops/concat.ts";
import { crossEntropy } from "../ops/crossEntropy.ts";
import { div } from "../ops/div.ts";
import { equal } from "../ops/equal.ts";
import { exp } from "../ops/exp.ts";
import { constant } from "../ops/leaves.ts";
import { less } from "../ops/less.ts";
import { log } from "../ops/log.ts";
import { logSoftmax } from "../ops/logSoftmax.ts";
import { matmul } from "../ops/matmul.ts";
import { max, min } from "../ops/max.ts";
import { maximum, minimum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { oneHot } from "../ops/oneHot.ts";
import { slice } from "../ops/pad.ts";
import { pow, sqrt } from "../ops/pow.ts";
import { relu } from "../ops/relu.ts";
import { flatten, reshape } from "../ops/reshape.ts";
import { resize2d } from "../ops/resize2d.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { softmax } from "../ops/softmax.ts";
import { sub } from "../ops/sub.ts";
import { mean, sum } from "../ops/sum.ts";
import { tanh } from "../ops/tanh.ts";
import { toFloat } from "../ops/toFloat.ts";
import { transpose } from "../ops/transpose.ts";
import { standardDeviation, variance } from "../ops/variance.ts";
import { where } from "../ops/where.ts";

/** What taps are written with in files of one's own: values in, a value out. */
export const tapOps = {
  abs,
  add,
  affine,
  argMax,
  cast,
  clip,
  concat,
  constant,
  crossEntropy,
  div,
  equal,
  exp,
  flatten,
  less,
  log,
  logSoftmax,
  matmul,
  max,
  maximum,
  mean,
  min,
  minimum,
  mul,
  oneHot,
  pow,
  relu,
  reshape,
  resize2d,
  sigmoid,
  slice,
  softmax,
  sqrt,
  standardDeviation,
  sub,
  sum,
  tanh,
  toFloat,
  transpose,
  variance,
  where,
} as const;
