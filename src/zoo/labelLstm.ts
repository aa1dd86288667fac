import type { Value } from "../graph/node.ts";
import { linear } from "../nn/linear.ts";
import { lstm } from "../nn/lstm.ts";
import type { Scope } from "../nn/scope.ts";
import { source002 } from "./cnn002.ts";
import type { NetworkMaker } from "./imageNetwork.ts";
import { initialisationChoice, startsOf } from "./initialisation.ts";
import { type Chosen, optionTexts, wholeNumber } from "./options.ts";

/** What may be chosen of the LSTMs of source 002. */
export const lstmChoices = {
  length: wholeNumber(2, { most: 64 }),
  /** Classes of one image. */
  digits: wholeNumber(10, { least: 2 }),
  hiddenSize: wholeNumber(128),
  /** Classes of a sequence: in an arithmetic one, -9 to 18 may follow two digits. */
  classes: wholeNumber(28, { least: 2 }),
  /** Whose default the weights begin with. */
  initialisation: initialisationChoice,
} as const;

/** What may be chosen of the LSTM of model-1 of source 002. */
export const labelLstmChoices = {
  ...lstmChoices,
  /** How a label is told: as a number for each digit, such as its probability, or as the digit itself. */
  labels: ["oneHot", "value"],
} as const;

/**
 * The LSTM of model-1 of source 002, which reads what CNNs trained alone say of each image. Assumed, since the source
 * does not say it, are 128 units, a full connection from the last state to the answers, labels as a number for each
 * digit, and weights that begin as PyTorch's do.
 *
 * Shape: [N, T, D] -> [N, K], with D = 1 where `labels` is `value`
 * @source Inoue & Tsukamoto 2021, "Consideration of weight parameter characteristics by comparing network structures
 *         in deep learning" (in Japanese), section 2.3
 */
export const labelLstm: NetworkMaker<Chosen<typeof labelLstmChoices>> = (label, options) => ({
  ...label,
  source: source002,
  inputShape: [options.length, options.labels === "value" ? 1 : options.digits],
  inputDtype: "f32",
  classes: options.classes,
  options: optionTexts(options),
  build: (x, scope) => answerOf(x, scope, options),
});

type AnswerOptions = Pick<Chosen<typeof lstmChoices>, "hiddenSize" | "classes" | "initialisation">;

/** What an LSTM has to say at the end of a sequence. Shape: [N, T, I] -> [N, K] */
export function answerOf(
  x: Value,
  scope: Scope,
  { hiddenSize, classes, initialisation }: AnswerOptions,
): Value {
  const start = startsOf[initialisation];
  const memory = { hiddenSize, initialiser: start.lstm };
  const last = lstm(x, scope.child("lstm"), memory).steps.at(-1)!; //             [N, H]
  const answers = { outFeatures: classes, initialiser: start.layer };
  return linear(scope.tap("lstm", last), scope.child("output"), answers); //      [N, K]
}
