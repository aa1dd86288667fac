import type { OpName } from "../../src/ops/index.ts";

/** How far a float32 result may lie from the reference's, which sums in float64 and rounds once. */
export interface Tolerance {
  /** In units of 2⁻²³, the distance of float32 numbers near 1. */
  readonly epsilons: number;
  /**
   * What the units are multiplied with: the size of the result; the sizes of the terms added up to it, together; or 1,
   * where the result is a difference of numbers near 1.
   */
  readonly of: "result" | "terms" | "one";
}

/** Elements are moved, compared or chosen, or the arithmetic is one correctly rounded operation. */
const exact: Tolerance = { epsilons: 0, of: "result" };

/**
 * A float32 sum of K products errs by less than K/2 epsilons of Σ|terms| (Higham 2002, Accuracy and Stability of
 * Numerical Algorithms, equation 3.5), and by about √K/2 as errors are independent; K is at most 2,000 here. Measured: 2.
 */
const summed: Tolerance = { epsilons: 16, of: "terms" };

/** oneDNN's polynomials of exp and tanh. Measured: 2. */
const approximated: Tolerance = { epsilons: 8, of: "result" };

/** What an activation adds that is applied to sums in the same pass: its slope is at most 1. */
export const ofActivation = approximated;

/**
 * What rounding to bf16 adds: where two results lie on either side of the middle between two neighbours, they become
 * these neighbours, which are at most 2⁻⁷ of their size apart.
 */
export const ofRounding: Tolerance = { epsilons: 2 ** 16, of: "result" };

/** oneDNN's logarithm has an absolute error near 1, where its result is near 0. Measured: 29, which is 3.5e-6. */
const logarithm: Tolerance = { epsilons: 64, of: "one" };

/** Differences of numbers near 1 divided by a root above 0.3, and sums of up to 500 of those. Measured: 16. */
const normalised: Tolerance = { epsilons: 32, of: "one" };

/** oneDNN's polynomials and its logarithm inside softplus, on numbers up to 4. Measured: 16, and 0 where nothing bends. */
const curved: Tolerance = { epsilons: 32, of: "one" };

/** oneDNN finds places among 12 pixels at most in float32, so that weights err by 12 epsilons. Measured: 5. */
const interpolated: Tolerance = { epsilons: 16, of: "terms" };

export const tolerances: { readonly [Name in OpName]: Tolerance } = {
  input: exact,
  state: exact,
  constant: exact,
  uniform: exact,
  normal: exact,
  conv2d: summed,
  conv2dInputGrad: summed,
  conv2dParameterGrad: summed,
  linear: summed,
  linearParameterGrad: summed,
  matmul: summed,
  avgPool2d: summed,
  avgPool2dGrad: summed,
  maxPool2d: exact,
  resize2d: interpolated,
  resize2dGrad: interpolated,
  // At most 16 windows share a winner, each with |dy| < 1.
  maxPool2dGrad: { epsilons: 8, of: "one" },
  batchNorm: normalised,
  batchNormEval: normalised,
  batchNormGrad: normalised,
  layerNorm: normalised,
  layerNormGrad: normalised,
  add: exact,
  sub: exact,
  mul: exact,
  div: exact,
  maximum: exact,
  minimum: exact,
  equal: exact,
  less: exact,
  lessEqual: exact,
  where: exact,
  // A product and a sum, rounded once or twice.
  affine: { epsilons: 1, of: "terms" },
  exp: approximated,
  log: logarithm,
  relu: exact,
  reluGrad: exact,
  tanh: approximated,
  tanhGrad: approximated,
  sigmoid: approximated,
  sigmoidGrad: approximated,
  elementwise: curved,
  elementwiseGrad: curved,
  toFloat: exact,
  cast: exact,
  sum: summed,
  broadcastTo: exact,
  max: exact,
  argMax: exact,
  cumsum: exact,
  softmax: approximated,
  logSoftmax: logarithm,
  // dy - exp(y) Σ dy, each part below 14. Measured: 3.
  logSoftmaxGrad: { epsilons: 16, of: "one" },
  nll: summed,
  nllGrad: exact,
  oneHot: exact,
  reshape: exact,
  after: exact,
  withGradient: exact,
  transpose: exact,
  pad: exact,
  slice: exact,
  addBox: exact,
  concat: exact,
  gather: exact,
  scatterAdd: summed,
};
