import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { makeStream } from "../core/random.ts";
import { scaleAndShift } from "./scaleAndShift.ts";

test("scaleAndShift() makes a weight of ones and a bias of zeros", () => {
  const { scope, parameters, values } = leafScope();
  const { scale, shift } = scaleAndShift(scope, [2]);
  expect(values).toEqual([scale, shift]);
  const filled = parameters.map(({ name, initialiser, shape }) => {
    const out = new Float32Array([5, 5]);
    initialiser(out, makeStream(0, "init"), shape);
    return [name, ...out];
  });
  expect(filled).toEqual([
    ["weight", 1, 1],
    ["bias", 0, 0],
  ]);
});
