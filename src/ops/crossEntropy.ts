import { GraphError } from "../core/errors.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "./add.ts";
import { affine, neg } from "./affine.ts";
import { div } from "./div.ts";
import { constant } from "./leaves.ts";
import { logSoftmax } from "./logSoftmax.ts";
import { mul } from "./mul.ts";
import { checkLabels, nll } from "./nll.ts";
import { oneHot } from "./oneHot.ts";
import { sub } from "./sub.ts";
import { mean, sum } from "./sum.ts";

export interface CrossEntropyOptions {
  /** The share of every label that is spread evenly over all classes. */
  readonly labelSmoothing?: number;
  /** How much an example of each class counts; the loss is the weighted mean. */
  readonly classWeights?: readonly number[] | undefined;
}

/**
 * Cross-entropy between logits and integer labels, averaged over the batch. With both options, as in PyTorch, a class's
 * weight also scales what smoothing spreads to it, while the mean is taken by the weights of the labels alone.
 *
 * Shape: logits [N, K], labels [N] (i32 or u8) -> []
 * @throws {ShapeError} when labels are not integers or not one a row
 * @throws {GraphError} when an option is out of range
 * @source PyTorch 1.13 documentation of torch.nn.CrossEntropyLoss; smoothing: Szegedy et al. 2016, arXiv:1512.00567
 */
export function crossEntropy(
  logits: Value,
  labels: Value,
  { labelSmoothing = 0, classWeights }: CrossEntropyOptions = {},
): Value {
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new GraphError(
      `Cannot average the loss: labelSmoothing is ${labelSmoothing}, needs 0 up to below 1`,
    );
  }
  const logProbabilities = logSoftmax(logits);
  if (classWeights) {
    return weightedMean(logProbabilities, labels, { labelSmoothing, classWeights });
  }
  const loss = nll(logProbabilities, labels);
  return labelSmoothing === 0
    ? loss
    : sub(affine(loss, 1 - labelSmoothing), affine(mean(logProbabilities), labelSmoothing));
}

function weightedMean(
  logProbabilities: Value,
  labels: Value,
  { labelSmoothing, classWeights }: Required<CrossEntropyOptions>,
): Value {
  const [n, classes] = shapeOf(logProbabilities);
  checkLabels(labels.type, n!);
  if (classWeights!.length !== classes || !classWeights!.every((weight) => weight >= 0)) {
    throw new GraphError(
      `Cannot average the loss: classWeights are [${classWeights!.join(", ")}], needs ${classes} numbers >= 0`,
    );
  }
  const weights = constant(classWeights!, [1, classes]);
  const ofLabels = mul(oneHot(labels, classes), weights); //  [N, K]
  const spread = affine(weights, labelSmoothing / classes); // [1, K]
  const targets = add(affine(ofLabels, 1 - labelSmoothing), spread); // [N, K]
  return neg(div(sum(mul(targets, logProbabilities)), sum(ofLabels)));
}
