import { shapeOf, type Value } from "../graph/node.ts";
import type { Scope } from "../nn/scope.ts";
import { reshape } from "../ops/reshape.ts";
import { softmax } from "../ops/softmax.ts";
import { split, stack } from "../ops/split.ts";
import { buildCnn002, cnn002Choices, source002 } from "./cnn002.ts";
import { imageNetwork, type NetworkMaker, type Plan } from "./imageNetwork.ts";
import { answerOf, lstmChoices } from "./labelLstm.ts";
import type { Chosen } from "./options.ts";

/** What may be chosen of model-2 of source 002. */
export const cnnLstmChoices = {
  ...cnn002Choices,
  ...lstmChoices,
  /** What the LSTM reads of each image. */
  reads: ["probabilities", "logits"],
  /** Whether each image of the sequence has a CNN of its own. */
  cnns: ["apart", "shared"],
} as const;

type CnnLstmOptions = Chosen<typeof cnnLstmChoices>;
type CnnLstmPlan = Plan<CnnLstmOptions>;

/**
 * Model-2 of source 002: two CNNs whose outputs go into an LSTM, all trained as one. Assumed, since the source does not
 * say it, are an LSTM of 128 units, a full connection from its last state to the answers, that what it reads are
 * probabilities, and all that `cnn002` assumes.
 *
 * Shape: [N, T, C, S, S] -> [N, K]
 * @source Inoue & Tsukamoto 2021, "Consideration of weight parameter characteristics by comparing network structures
 *         in deep learning" (in Japanese), section 2.3
 */
export const cnnLstm: NetworkMaker<CnnLstmOptions> = (label, options, swapped) => {
  const network = ofSequences(label, options, swapped);
  return { ...network, inputShape: [options.length, ...network.inputShape] };
};

const ofSequences: NetworkMaker<CnnLstmOptions> = imageNetwork(
  source002,
  (x, scope, plan: CnnLstmPlan) => {
    const logits = logitsOfImages(x, scope, plan); //                             [N, T, D]
    return answerOf(plan.reads === "logits" ? logits : softmax(logits), scope, plan);
  },
);

/** Shape: [N, T, C, S, S] -> [N, T, D] */
function logitsOfImages(x: Value, scope: Scope, { digits, ...plan }: CnnLstmPlan): Value {
  const [n, length, ...image] = shapeOf(x);
  const cnn = { ...plan, classes: digits };
  if (plan.cnns === "shared") {
    const all = reshape(x, [n! * length!, ...image]); //                           [N·T, C, S, S]
    return reshape(buildCnn002(all, scope.child("cnn"), cnn), [n!, length!, digits]);
  }
  const images = split(x, new Array<number>(length!).fill(1), 1); //               T × [N, 1, C, S, S]
  const logits = images.map((own, at) =>
    buildCnn002(reshape(own, [n!, ...image]), scope.child(`cnn${at + 1}`), cnn),
  );
  return stack(logits, 1);
}
