import { choleskyFactor, solveCholesky } from "../../core/cholesky.ts";
import { minimise } from "../../core/minimise.ts";

/** Numbers by which examples are told apart, one row an example. Shape: [N, D] */
export interface FeatureRows {
  readonly values: ArrayLike<number>;
  /** N */
  readonly count: number;
  /** D */
  readonly size: number;
}

export interface LogisticOptions {
  /** λ, what half the sum of the squared weights adds to the loss; biases are free. */
  readonly l2: number;
  /** The fit ends where no part of the gradient is further from 0. */
  readonly tolerance?: number;
}

/** A linear classifier. */
export interface LogisticFit {
  /** The labels that it can give, ascending: those that it has seen. Shape: [K] */
  readonly classes: readonly number[];
  /** Shape: [D, K] */
  readonly weights: Float64Array;
  /** Shape: [K] */
  readonly biases: Float64Array;
  /** Mean cross-entropy and what the weights add to it. */
  readonly loss: number;
  readonly steps: number;
  readonly isReached: boolean;
}

/**
 * Multinomial logistic regression: least of the mean cross-entropy plus λ/2 times the sum of the squared weights, found
 * in double precision by L-BFGS from 0. scikit-learn's `C` is 1/(N·λ). Labels that no example has are left out: their
 * biases would have no least place.
 *
 * Shape: features [N, D], labels [N] -> weights [D, K], biases [K]
 * @throws {RangeError} when there are not as many labels as rows, or they are of fewer than two classes
 * @source Bishop 2006, "Pattern Recognition and Machine Learning", section 4.3.4
 */
export function fitLogistic(
  features: FeatureRows,
  labels: ArrayLike<number>,
  options: LogisticOptions,
): LogisticFit {
  return logisticFitter(features, options)(labels);
}

/** The same for several labels of the same features: what depends on the features alone is computed once. */
export function logisticFitter(
  features: FeatureRows,
  { l2, tolerance = 1e-6 }: LogisticOptions,
): (labels: ArrayLike<number>) => LogisticFit {
  const { count, size } = features;
  const products = meanProducts(features);
  return (labels) => {
    const classes = [...new Set(Array.from(labels))].sort((a, b) => a - b);
    if (labels.length !== count || classes.length < 2) {
      throw new RangeError(
        `Cannot fit a classifier: there are ${count} rows and ${labels.length} labels of ${classes.length} classes, needs as many of at least 2`,
      );
    }
    const kinds = classes.length;
    const targets = Int32Array.from(labels, (label) => classes.indexOf(label));
    const weightCount = size * kinds;
    const evaluate = (point: Float64Array, gradient: Float64Array) => {
      const loss = meanCrossEntropy(features, targets, { point, gradient, kinds });
      let squares = 0;
      for (let at = 0; at < weightCount; at++) {
        squares += point[at]! ** 2;
        gradient[at] = gradient[at]! + l2 * point[at]!;
      }
      return loss + (l2 / 2) * squares;
    };
    const { point, value, steps, isReached } = minimise(
      evaluate,
      new Float64Array(weightCount + kinds),
      { tolerance, precondition: preconditioner(products, { size, kinds, l2 }) },
    );
    const [weights, biases] = [point.subarray(0, weightCount), point.subarray(weightCount)];
    return { classes, weights, biases, loss: value, steps, isReached };
  };
}

/** Products of every two features, as means over the rows. Shape: [D, D] */
function meanProducts({ values, count, size }: FeatureRows): Float64Array {
  const products = new Float64Array(size * size);
  for (let start = 0; start < values.length; start += size) {
    for (let row = 0; row < size; row++) {
      const value = values[start + row]! / count;
      const place = row * size;
      for (let column = 0; column <= row; column++) {
        products[place + column] = products[place + column]! + value * values[start + column]!;
      }
    }
  }
  return products;
}

/** Without any penalty, features that say the same would leave the curvature without an inverse. */
const leastPenalty = 1e-6;

/**
 * The inverse of the curvature that the loss has where all classes are equally likely, without what couples them.
 *
 * @source Böhning 1992, Annals of the Institute of Statistical Mathematics 44, 197–200: the curvature, of which this keeps
 * the diagonal over classes
 */
function preconditioner(
  products: Float64Array,
  { size, kinds, l2 }: { readonly size: number; readonly kinds: number; readonly l2: number },
): (vector: Float64Array) => Float64Array {
  const share = (kinds - 1) / kinds ** 2;
  const penalty = Math.max(l2, leastPenalty);
  const curvature = products.map(
    (product, at) => share * product + (at % (size + 1) === 0 ? penalty : 0),
  );
  const factor = choleskyFactor(curvature, size);
  return (vector) => {
    const solved = vector.slice();
    solveCholesky(factor, solved.subarray(0, size * kinds), kinds);
    for (let at = size * kinds; at < solved.length; at++) solved[at] = solved[at]! / share;
    return solved;
  };
}

/**
 * How likely each class is by a classifier.
 *
 * Shape: features [M, D] -> [M, K], in the order of `classes`
 */
export function logisticProbabilities(fit: LogisticFit, features: FeatureRows): Float64Array {
  const { weights, biases, classes } = fit;
  const kinds = classes.length;
  const out = new Float64Array(features.count * kinds);
  for (let row = 0; row < features.count; row++) {
    const own = out.subarray(row * kinds, (row + 1) * kinds);
    writeScores(features, row, { weights, biases, scores: own });
    toProbabilities(own);
  }
  return out;
}

/** The label that is likeliest by a classifier; of equally likely ones the first. Shape: [M] */
export function logisticAnswers(fit: LogisticFit, features: FeatureRows): Int32Array {
  const kinds = fit.classes.length;
  const scores = new Float64Array(kinds);
  return Int32Array.from({ length: features.count }, (_, row) => {
    writeScores(features, row, { ...fit, scores });
    let best = 0;
    for (let kind = 1; kind < kinds; kind++) if (scores[kind]! > scores[best]!) best = kind;
    return fit.classes[best]!;
  });
}

interface Evaluated {
  /** Weights, then biases. */
  readonly point: Float64Array;
  readonly gradient: Float64Array;
  readonly kinds: number;
}

function meanCrossEntropy(
  features: FeatureRows,
  targets: Int32Array,
  { point, gradient, kinds }: Evaluated,
): number {
  const { values, count, size } = features;
  const weights = point.subarray(0, size * kinds);
  const biases = point.subarray(size * kinds);
  const scores = new Float64Array(kinds);
  gradient.fill(0);
  let loss = 0;
  for (let row = 0; row < count; row++) {
    const target = targets[row]!;
    writeScores(features, row, { weights, biases, scores });
    const own = scores[target]!;
    loss += toProbabilities(scores) - own;
    scores[target] = scores[target]! - 1;
    for (let kind = 0; kind < kinds; kind++) scores[kind] = scores[kind]! / count;
    for (let at = 0; at < size; at++) {
      const value = values[row * size + at]!;
      const place = at * kinds;
      for (let kind = 0; kind < kinds; kind++) {
        gradient[place + kind] = gradient[place + kind]! + value * scores[kind]!;
      }
    }
    const place = size * kinds;
    for (let kind = 0; kind < kinds; kind++) {
      gradient[place + kind] = gradient[place + kind]! + scores[kind]!;
    }
  }
  return loss / count;
}

interface Scoring {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  readonly scores: Float64Array;
}

function writeScores(
  { values, size }: FeatureRows,
  row: number,
  { weights, biases, scores }: Scoring,
): void {
  const kinds = scores.length;
  scores.set(biases);
  for (let at = 0; at < size; at++) {
    const value = values[row * size + at]!;
    const place = at * kinds;
    for (let kind = 0; kind < kinds; kind++) {
      scores[kind] = scores[kind]! + value * weights[place + kind]!;
    }
  }
}

/** Softmax in place; gives the logarithm of what the exponentials summed up to. */
function toProbabilities(scores: Float64Array): number {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let kind = 0; kind < scores.length; kind++) {
    const likelihood = Math.exp(scores[kind]! - most);
    scores[kind] = likelihood;
    sum += likelihood;
  }
  for (let kind = 0; kind < scores.length; kind++) scores[kind] = scores[kind]! / sum;
  return most + Math.log(sum);
}
