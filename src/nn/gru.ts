import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { linear } from "../ops/linear.ts";
import { mul } from "../ops/mul.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { split } from "../ops/split.ts";
import { sub } from "../ops/sub.ts";
import { tanh } from "../ops/tanh.ts";
import {
  type Cell,
  type Recurrence,
  type RecurrentOptions,
  recurrent,
  type State,
} from "./recurrent.ts";
import type { Scope } from "./scope.ts";

/**
 * The gates lie in PyTorch's order: reset, update, candidate. What the hidden state gives to the candidate is scaled by
 * the reset gate before it meets the input, bias and all, so it is a product of its own.
 */
const gruCell: Cell<State> = {
  gates: 3,
  filledWith: (value) => ({ hidden: value }),
  prepare(inputs, parameters) {
    const size = shapeOf(parameters.hiddenWeight)[1]!;
    const parts = (rows: Value) =>
      split(rows, [2 * size, size]) as [gates: Value, candidate: Value];
    const inputWeight = parts(parameters.inputWeight);
    const inputBias = parts(parameters.inputBias);
    const hiddenWeight = parts(parameters.hiddenWeight);
    const hiddenBias = parts(parameters.hiddenBias);
    const toGates = linear(inputs, inputWeight[0], add(inputBias[0], hiddenBias[0])); // [T·N, 2H]
    const toCandidate = linear(inputs, inputWeight[1], inputBias[1]); //                 [T·N, H]
    return ({ hidden }, now) => {
      const sums = add(linear(hidden, hiddenWeight[0]), now(toGates)); //                [N, 2H]
      const [reset, update] = split(sums, [size, size], 1).map(sigmoid); //              [N, H]
      const remembered = mul(reset!, linear(hidden, hiddenWeight[1], hiddenBias[1])); // [N, H]
      const candidate = tanh(add(remembered, now(toCandidate))); //                      [N, H]
      return { hidden: add(candidate, mul(update!, sub(hidden, candidate))) };
    };
  },
};

/**
 * Gated recurrent unit over a sequence, unrolled.
 *
 * Shape: x [N, T, I] -> steps T × [N, D·H], outputs [N, T, D·H]
 * @throws {ShapeError} when x has another rank or no steps, or an initial state does not fit
 * @source Cho et al. 2014, arXiv:1406.1078, with the reset gate after the product, as in PyTorch 1.13's torch.nn.GRU
 */
export function gru(x: Value, scope: Scope, options: RecurrentOptions): Recurrence {
  return recurrent(x, scope, { ...options, cell: gruCell });
}
