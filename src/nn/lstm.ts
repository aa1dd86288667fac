import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { linear } from "../ops/linear.ts";
import { mul } from "../ops/mul.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { split } from "../ops/split.ts";
import { tanh } from "../ops/tanh.ts";
import {
  type Cell,
  type Recurrence,
  type RecurrentOptions,
  recurrent,
  type State,
} from "./recurrent.ts";
import type { Scope } from "./scope.ts";

/** Shape: each [N, H] */
export interface LstmState extends State {
  readonly cell: Value;
}

/** The gates lie in PyTorch's order: input, forget, candidate, output. */
const lstmCell: Cell<LstmState> = {
  gates: 4,
  filledWith: (value) => ({ hidden: value, cell: value }),
  prepare(inputs, { inputWeight, hiddenWeight, inputBias, hiddenBias }) {
    const fromInputs = linear(inputs, inputWeight, add(inputBias, hiddenBias)); // [T·N, 4H]
    return ({ hidden, cell }, now) => {
      const size = shapeOf(hidden)[1]!;
      const sums = add(linear(hidden, hiddenWeight), now(fromInputs)); //          [N, 4H]
      const [input, forget, candidate, output] = split(sums, [size, size, size, size], 1);
      const kept = mul(sigmoid(forget!), cell); //                                 [N, H]
      const written = mul(sigmoid(input!), tanh(candidate!)); //                   [N, H]
      const next = add(kept, written); //                                          [N, H]
      return { hidden: mul(sigmoid(output!), tanh(next)), cell: next };
    };
  },
};

/**
 * Long short-term memory over a sequence, unrolled.
 *
 * Shape: x [N, T, I] -> steps T × [N, D·H], outputs [N, T, D·H]
 * @throws {ShapeError} when x has another rank or no steps, or an initial state does not fit
 * @source Hochreiter & Schmidhuber 1997, Neural Computation 9(8), with the forget gate of Gers et al. 2000, Neural
 *         Computation 12(10); parameters as in PyTorch 1.13's torch.nn.LSTM
 */
export function lstm(
  x: Value,
  scope: Scope,
  options: RecurrentOptions<LstmState>,
): Recurrence<LstmState> {
  return recurrent(x, scope, { ...options, cell: lstmCell });
}
