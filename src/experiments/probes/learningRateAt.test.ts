import { expect, test } from "vitest";
import { plainRecipe } from "../../train/recipe.ts";
import { learningRateAt } from "./learningRateAt.ts";

const cell = {
  id: "tiny",
  network: "mlp",
  options: {},
  seed: 0,
  learningRate: 0.4,
  momentum: 0,
  epochs: 4,
  batchSize: 10,
  factors: {},
};

test("learningRateAt() is the rate that the training had last, or begins with", () => {
  expect([0, 2, 4].map((epoch) => learningRateAt(cell, 100, epoch))).toEqual([0.4, 0.4, 0.4]);
  const stepped = {
    ...cell,
    recipe: { ...plainRecipe, schedule: "multi-step" as const, rateEpochs: [2], rateFactor: 0.5 },
  };
  expect([0, 2, 3].map((epoch) => learningRateAt(stepped, 100, epoch))).toEqual([0.4, 0.4, 0.2]);
});
