import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { modelEstimate } from "./modelEstimate.ts";

test("modelEstimate() is the mean over a model's two CNNs, a value a seed", () => {
  const { cnns } = madeUpSequence({ seeds: [0, 5] });
  const measure = ({ model, place, seed }: (typeof cnns)[number]) =>
    100 * model + 10 * place + seed;
  expect(modelEstimate(cnns, 1, measure).values).toEqual([115, 120]);
  expect(modelEstimate(cnns, 2, measure).values).toEqual([215, 220]);
});
