import { shapeOf, type Value } from "../graph/node.ts";
import { gru } from "../nn/gru.ts";
import { linear } from "../nn/linear.ts";
import { lstm } from "../nn/lstm.ts";
import type { RecurrentOptions } from "../nn/recurrent.ts";
import type { Scope } from "../nn/scope.ts";
import { reshape } from "../ops/reshape.ts";
import type { NetworkMaker } from "./imageNetwork.ts";
import { type Chosen, optionTexts, wholeNumber } from "./options.ts";

/** What may be chosen of a network that reads images row by row. */
export const rowRnnChoices = {
  hiddenSize: wholeNumber(128),
  layers: wholeNumber(1, { most: 8 }),
  classes: wholeNumber(10, { least: 2 }),
} as const;

/** Layers that read a sequence: the hidden states of the last of them, one a step. */
const layersByName = {
  lstm: (x: Value, scope: Scope, options: RowOptions) => lstm(x, scope, options).steps,
  gru: (x: Value, scope: Scope, options: RowOptions) => gru(x, scope, options).steps,
};

type RowOptions = Pick<RecurrentOptions, "hiddenSize" | "layers">;

/**
 * A recurrent classifier that reads an image from its first row to its last, a row a step, and decides from what it
 * knows in the end.
 *
 * Shape: [N, 1, 28, 28] -> [N, K]
 * @source own design, after the sequences of pixels of Le, Jaitly, Hinton 2015, arXiv:1504.00941
 */
export function rowRnn(
  kind: keyof typeof layersByName,
): NetworkMaker<Chosen<typeof rowRnnChoices>> {
  return (label, options) => ({
    ...label,
    source: "own design, after Le, Jaitly, Hinton 2015, arXiv:1504.00941",
    inputShape: [1, 28, 28],
    classes: options.classes,
    options: optionTexts(options),
    build(x, scope) {
      const { hiddenSize, layers, classes } = options;
      const [n, , height, width] = shapeOf(x);
      const rows = reshape(x, [n!, height!, width!]); //                              [N, 28, 28]
      const steps = layersByName[kind](rows, scope.child(kind), { hiddenSize, layers });
      const last = scope.tap(kind, steps.at(-1)!); //                                 [N, H]
      return linear(last, scope.child("output"), { outFeatures: classes }); //        [N, K]
    },
  });
}
