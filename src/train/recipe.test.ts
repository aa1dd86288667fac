import { expect, test } from "vitest";
import { optimiserSteps } from "../../test/support/optimiserSteps.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { constant, input } from "../ops/leaves.ts";
import { checkRecipe, plainRecipe, type Recipe, scheduleNames, trainingOf } from "./recipe.ts";
import type { Schedule } from "./schedules.ts";

const length = { epochs: 10, stepsPerEpoch: 20 };
const training = (own: Partial<Recipe>) =>
  trainingOf({ ...plainRecipe, learningRate: 1, ...own }, length);

/** The learning rates after so many epochs. */
function ratesAfter(own: Partial<Recipe>, epochs: readonly number[]): number[] {
  const schedule = training(own).learningRate as Schedule;
  return epochs.map((epoch) => schedule(Math.round(20 * epoch)));
}

/** The parameters 1 (of a matrix) and 1 (of a bias) after two steps along gradients of 2 at rate 0.25. */
function moved(own: Partial<Recipe>): number[] {
  const steps = optimiserSteps({
    backend: makeReferenceBackend(),
    optimiser: training(own).optimiser,
    shapes: { weight: [1, 1], bias: [1] },
    initial: [1, 1],
    gradients: [
      [2, 2],
      [2, 2],
    ],
    rates: [0.25, 0.25],
  });
  return [...steps.at(-1)!];
}

test.each<[Partial<Recipe>, number]>([
  [{}, 0],
  [{ momentum: 0.5 }, -0.25],
  [{ momentum: 0.5, nesterov: true }, -0.625],
  [{ weightDecay: 0.5 }, -0.171875],
  // 1 - (2 + 1/2)/4 = 3/8, then 3/8 - (2 + 2/2 + 3/16)/4: the momentum knows nothing of the decay.
  [{ momentum: 0.5, weightDecay: 0.5, decoupledDecay: true }, -0.421875],
  [{ optimiser: "adam" }, 0.5],
  // 1·7/8 - 1/4, and the same again
  [{ optimiser: "adamw", weightDecay: 0.5 }, 0.625 * 0.875 - 0.25],
  // 10 and 7.089: the roots of 100/1 and 100/1.99
  [{ optimiser: "rmsprop" }, 1 - 0.25 * (10 + 10 / Math.sqrt(1.99))],
  [{ optimiser: "rmsprop", momentum: 0.5 }, 1 - 0.25 * (15 + 10 / Math.sqrt(1.99))],
  [{ optimiser: "lars" }, (1 - 0.00025) ** 2],
  [{ clipNorm: Math.SQRT2 / 2 }, 0.75],
])("trainingOf(%j) takes that optimiser's steps", (own, expected) => {
  expect(moved(own)[0]).toBeCloseTo(expected, 4);
});

test("trainingOf() can keep biases from decaying", () => {
  const [weight, bias] = moved({ weightDecay: 0.5, decayBiasAndNorm: false });
  expect([weight, bias]).toEqual([-0.171875, 0]);
});

test("trainingOf() counts schedules in epochs", () => {
  const epochs = [0, 2.9, 3, 6, 9.9];
  expect(ratesAfter({}, epochs)).toEqual([1, 1, 1, 1, 1]);
  const rateFactor = 0.5;
  const step = { schedule: "step", rateFactor, rateEpochs: [3] } as const;
  expect(ratesAfter(step, epochs)).toEqual([1, 1, 0.5, 0.25, 0.125]);
  const multiStep = { schedule: "multi-step", rateFactor, rateEpochs: [3, 9.5] } as const;
  expect(ratesAfter(multiStep, epochs)).toEqual([1, 1, 0.5, 0.5, 0.25]);
  expect(ratesAfter({ schedule: "cosine" }, [0, 5])[1]).toBeCloseTo(0.5, 12);
  const [first, top] = ratesAfter({ schedule: "one-cycle" }, [0, 2.95]);
  expect(first).toBeCloseTo(0.04, 12);
  expect(top).toBe(1);
  expect(ratesAfter({ schedule: "inverse-sqrt" }, [25.6])[0]).toBeCloseTo(Math.SQRT1_2, 12);
  // Over 10 steps.
  const warmedUp = ratesAfter({ warmupEpochs: 0.5, ...step }, [0, 0.2, 0.5, 3]);
  expect(warmedUp).toEqual([1 / 11, 5 / 11, 1, 0.5]);
});

test("trainingOf() makes every schedule for a training of no epochs", () => {
  for (const schedule of scheduleNames) {
    const rateEpochs = schedule.endsWith("step") ? [1] : [];
    const recipe = { ...plainRecipe, learningRate: 1, schedule, rateEpochs };
    const { learningRate } = trainingOf(recipe, { epochs: 0, stepsPerEpoch: 5 });
    expect((learningRate as Schedule)(0)).toBeGreaterThan(0);
  }
});

test("trainingOf() smooths labels and keeps averages where that is asked for", () => {
  const logits = constant([1, 0, 0, 0], [1, 4]);
  const loss = (own: Partial<Recipe>) => {
    const value = training(own).loss!(logits, input("labels", [1], "i32"));
    return runOnce({ value }).value[0]!;
  };
  // The label's logit is 3/4 above the mean of all.
  expect(loss({ labelSmoothing: 0.2 }) - loss({})).toBeCloseTo(0.2 * 0.75, 6);
  expect(training({ averageDecay: 0.9 }).averageDecay).toBe(0.9);
  expect(training({}).averageDecay).toBeUndefined();
});

test.each<[Partial<Recipe>, string]>([
  [{ optimiser: "adam", nesterov: true }, "adam: nesterov is true, needs sgd"],
  [{ optimiser: "lars", decoupledDecay: true }, "lars: decoupledDecay is true, needs sgd"],
  [{ optimiser: "adamw", momentum: 0.9 }, "adamw: momentum is 0.9, needs sgd, rmsprop or lars"],
  [{ nesterov: true }, "sgd: nesterov with momentum 0, needs momentum above 0"],
  [{ rateEpochs: [3] }, "the schedule constant: rateEpochs are [3], needs none"],
  [{ schedule: "step" }, "the schedule step: rateEpochs are [], needs one number"],
  [
    { schedule: "step", rateEpochs: [3, 6] },
    "the schedule step: rateEpochs are [3, 6], needs one number",
  ],
  [{ schedule: "multi-step" }, "the schedule multi-step: rateEpochs are [], needs some"],
])("checkRecipe(%j) refuses what has no use", (own, reason) => {
  const recipe = { ...plainRecipe, learningRate: 1, ...own };
  const error = new UsageError(`Cannot use ${reason}`);
  expect(() => checkRecipe(recipe)).toThrow(error);
  expect(() => trainingOf(recipe, length)).toThrow(error);
});

test("checkRecipe() refuses numbers that a schedule cannot work with, however long an epoch is", () => {
  const own = { schedule: "step", rateFactor: 2, rateEpochs: [0.01] } as const;
  expect(() => checkRecipe({ ...plainRecipe, learningRate: 1, ...own })).toThrow(
    new UsageError("Cannot train: the learning rate's factor is 2, needs above 0 up to 1"),
  );
});
