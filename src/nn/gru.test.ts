import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { gru } from "./gru.ts";

// sigmoid(ln 3) = 3/4, sigmoid(-ln 3) = 1/4, tanh(ln 3 / 2) = 1/2
const ln3 = Math.log(3);

test("gru() takes one step as the formulas say, gates in the order reset, update, candidate", () => {
  const { scope } = leafScope();
  const initialStates = [{ hidden: constant([-1], [1, 1]) }];
  const { last } = gru(constant([2], [1, 1, 1]), scope, { hiddenSize: 1, initialStates });
  const { hidden } = runOnce(
    { hidden: last[0]!.hidden },
    {
      weight_ih_l0: [ln3, 0, 1],
      weight_hh_l0: [ln3, ln3, -2 * ln3],
      bias_ih_l0: [1, 0, -2 - ln3 / 4],
      bias_hh_l0: [-1, 0, -ln3],
    },
  );
  // r = sigmoid(2·ln 3 - ln 3 + 1 - 1) = 3/4, z = sigmoid(-ln 3) = 1/4,
  // n = tanh(2 - 2 - ln 3 / 4 + r · (2·ln 3 - ln 3)) = 1/2, h = (1 - z) · n + z · -1
  expect(hidden[0]).toBeCloseTo(3 / 8 - 1 / 4, 6);
});

test("gru() starts from zeros", () => {
  const { scope } = leafScope();
  const { last } = gru(constant([0], [1, 1, 1]), scope, { hiddenSize: 1 });
  const numbers = { bias_ih_l0: [0, -ln3, ln3 / 2], weight_hh_l0: [9, 9, 9] };
  expect(runOnce({ hidden: last[0]!.hidden }, numbers).hidden[0]).toBeCloseTo(3 / 8, 6);
});
