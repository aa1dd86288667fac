import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { lstm } from "./lstm.ts";

// sigmoid(ln 3) = 3/4, sigmoid(-ln 3) = 1/4, tanh(ln 3 / 2) = 1/2
const ln3 = Math.log(3);

test("lstm() takes one step as the formulas say, gates in the order input, forget, candidate, output", () => {
  const { scope } = leafScope();
  const initialStates = [{ hidden: constant([-1], [1, 1]), cell: constant([2], [1, 1]) }];
  const { last } = lstm(constant([2], [1, 1, 1]), scope, { hiddenSize: 1, initialStates });
  const { cell, hidden } = runOnce(
    { cell: last[0]!.cell, hidden: last[0]!.hidden },
    {
      weight_ih_l0: [ln3, 1, ln3, 0],
      weight_hh_l0: [ln3, 2, ln3, 0],
      bias_ih_l0: [0, 1, -ln3 / 2, 0],
      bias_hh_l0: [0, -1, 0, -ln3],
    },
  );
  // i = sigmoid(2·ln 3 - ln 3) = 3/4, f = sigmoid(2 - 2 + 1 - 1) = 1/2, g = tanh(ln 3 / 2) = 1/2, o = 1/4
  expect(cell[0]).toBeCloseTo(2 / 2 + 3 / 8, 6);
  expect(hidden[0]).toBeCloseTo(Math.tanh(1.375) / 4, 6);
});

test("lstm() starts from zeros", () => {
  const { scope } = leafScope();
  const { last } = lstm(constant([0], [1, 1, 1]), scope, { hiddenSize: 1 });
  const numbers = { bias_ih_l0: [ln3, 99, ln3 / 2, 0], weight_hh_l0: [9, 9, 9, 9] };
  expect(runOnce({ cell: last[0]!.cell }, numbers).cell[0]).toBeCloseTo(3 / 8, 6);
});
