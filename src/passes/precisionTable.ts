import type { Node } from "../graph/node.ts";
import { type OpName, ops } from "../ops/index.ts";

/** What mixed precision does to an operation, and why. */
export interface PrecisionRule {
  /**
   * - `bf16`: its float operands are rounded to bf16.
   * - `follow`: it computes in bf16 where all of its float operands are bf16 already, else in f32.
   * - `f32`: its float operands are widened to f32.
   */
  readonly rule: "bf16" | "follow" | "f32";
  readonly reason: string;
  /** The operands that the rule is about, by place; the others are f32 and stay so. All by default. */
  readonly operands?: readonly number[];
}

/** Leaves are what they are; they have no operands. */
type ComputedOpName = Exclude<OpName, "input" | "state" | "constant">;

const products =
  "products of bf16 are exact in f32, where they are added up; half the memory, twice the speed";
const gradientOfParameters = `${products}; the sums, which are over the batch, stay f32`;
const smooth = "a bounded function with slope 1 at most: its error stays that of x";
const activation =
  "functions with slope 1 or little more; powers, which may be steep, are taken of statistics, and those are f32";
const rounded = "one rounding more, of a number that is rounded already";
const moved = "moves or chooses numbers and computes none";
const summed = "sums of many numbers, which would stop growing at 256 times a summand";
const steep =
  "its slope is not bounded: rounding x would move the result by more than one rounding";
const loss = "the loss and what flows back from it: small differences of numbers near each other";
const normalised = "computes in f32 inside: statistics, scale and shift are, and large sums";
const integers = "reads integers and gives f32 or integers";

/**
 * What mixed precision does to each operation. In bf16 are the tensors that are large and come of products: activations
 * and their gradients. In f32 stay parameters, their gradients, optimisers, statistics, sums and the loss.
 *
 * @source Micikevicius et al. 2018, Mixed Precision Training, arXiv:1710.03740; Kalamkar et al. 2019, A Study of BFLOAT16
 * for Deep Learning Training, arXiv:1905.12322
 */
export const precisionTable: { readonly [Name in ComputedOpName]: PrecisionRule } = {
  uniform: { rule: "f32", reason: integers },
  normal: { rule: "f32", reason: integers },
  withGradient: { rule: "follow", operands: [0], reason: moved },
  conv2d: { rule: "bf16", operands: [0, 1], reason: products },
  conv2dInputGrad: { rule: "bf16", reason: products },
  conv2dParameterGrad: { rule: "bf16", reason: gradientOfParameters },
  linear: { rule: "bf16", operands: [0, 1], reason: products },
  linearParameterGrad: { rule: "bf16", reason: gradientOfParameters },
  matmul: { rule: "bf16", reason: products },
  avgPool2d: { rule: "follow", reason: "a mean of few numbers, added up in f32" },
  avgPool2dGrad: { rule: "follow", reason: rounded },
  maxPool2d: { rule: "follow", reason: moved },
  maxPool2dGrad: { rule: "follow", reason: "few windows share a winner" },
  resize2d: { rule: "follow", reason: "a mean of four numbers, added up in f32" },
  resize2dGrad: { rule: "f32", reason: summed },
  batchNorm: { rule: "follow", operands: [0], reason: normalised },
  batchNormEval: { rule: "follow", operands: [0], reason: normalised },
  batchNormGrad: { rule: "follow", operands: [0, 1, 5], reason: normalised },
  layerNorm: { rule: "follow", operands: [0], reason: normalised },
  layerNormGrad: { rule: "follow", operands: [0, 1], reason: normalised },
  add: { rule: "follow", reason: rounded },
  sub: { rule: "follow", reason: rounded },
  mul: { rule: "follow", reason: rounded },
  div: { rule: "follow", reason: rounded },
  maximum: { rule: "follow", reason: moved },
  minimum: { rule: "follow", reason: moved },
  equal: { rule: "follow", reason: moved },
  less: { rule: "follow", reason: moved },
  lessEqual: { rule: "follow", reason: moved },
  where: { rule: "follow", operands: [1, 2], reason: moved },
  affine: { rule: "follow", reason: rounded },
  exp: { rule: "f32", reason: steep },
  log: { rule: "f32", reason: steep },
  relu: { rule: "follow", reason: moved },
  reluGrad: { rule: "follow", reason: moved },
  tanh: { rule: "follow", reason: smooth },
  tanhGrad: { rule: "follow", reason: rounded },
  sigmoid: { rule: "follow", reason: smooth },
  sigmoidGrad: { rule: "follow", reason: rounded },
  elementwise: { rule: "follow", reason: activation },
  elementwiseGrad: { rule: "follow", reason: rounded },
  toFloat: { rule: "f32", reason: integers },
  cast: { rule: "follow", reason: "says itself what it gives" },
  sum: { rule: "f32", reason: summed },
  broadcastTo: { rule: "follow", reason: moved },
  max: {
    rule: "f32",
    reason: "rounding makes equal what was not, and equal maxima share a gradient",
  },
  argMax: { rule: "f32", reason: "rounding makes equal what was not" },
  cumsum: { rule: "f32", reason: summed },
  softmax: { rule: "f32", reason: steep },
  logSoftmax: { rule: "f32", reason: loss },
  logSoftmaxGrad: { rule: "f32", reason: loss },
  nll: { rule: "f32", reason: loss },
  nllGrad: { rule: "f32", reason: loss },
  oneHot: { rule: "f32", reason: integers },
  reshape: { rule: "follow", reason: moved },
  gather: { rule: "follow", reason: moved },
  scatterAdd: { rule: "f32", reason: summed },
  after: { rule: "follow", operands: [0], reason: moved },
  transpose: { rule: "follow", reason: moved },
  pad: { rule: "follow", reason: moved },
  slice: { rule: "follow", reason: moved },
  addBox: { rule: "follow", reason: rounded },
  concat: { rule: "follow", reason: moved },
};

const unknown: PrecisionRule = {
  rule: "f32",
  reason: "an operation of a user's own, of which nothing is known",
};

/** What mixed precision does to a node. */
export function precisionOf({ op }: Node): PrecisionRule {
  return ops[op.name as OpName] === op ? precisionTable[op.name as ComputedOpName] : unknown;
}
