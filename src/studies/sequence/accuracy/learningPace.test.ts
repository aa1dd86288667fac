import { expect, test } from "vitest";
import { epochsAt, epochsAtText, lateChange } from "./learningPace.ts";

/** A training whose seeds have these accuracies after each epoch. */
function trainingOf(...seeds: readonly (readonly number[])[]) {
  const history = seeds.flatMap((values, seed) =>
    values.map((accuracy, epoch) => ({ seed, epoch, accuracy })),
  );
  return { history, epochs: seeds[0]!.length - 1 };
}

const linear = Array.from({ length: 21 }, (_, epoch) => epoch / 32);
const stopped = linear.map((value) => Math.min(value, 0.25));

test("lateChange() is the slope of the last tenth, a value a seed", () => {
  const { over, change } = lateChange(trainingOf(linear, stopped));
  expect(over).toBe(2);
  expect(change.values).toEqual([1 / 32, 0]);
});

test("lateChange() looks back at least one epoch", () => {
  expect(lateChange(trainingOf([0.5, 0.25]))).toMatchObject({ over: 1, change: { mean: -0.25 } });
});

test("lateChange() works where only some epochs were measured", () => {
  const history = [0, 16, 20].map((epoch) => ({ seed: 0, epoch, accuracy: epoch / 32 }));
  expect(lateChange({ history, epochs: 20 }).change.mean).toBe(1 / 32);
});

test("epochsAt() finds when each seed was there first", () => {
  const training = trainingOf(linear, stopped);
  expect(epochsAt(training, 0.25)).toEqual([8, 8]);
  expect(epochsAt(training, 0.3)).toEqual([10, null]);
  expect(epochsAt(training, 0)).toEqual([0, 0]);
  expect(epochsAt(trainingOf([Number.NaN, Number.NaN]), 0.5)).toEqual([null]);
});

test.each([
  [[91, 91], "epoch 91"],
  [[93, 88, 90], "epochs 88 to 93"],
  [[95, null, null], "epoch 95 in 1 of 3 seeds"],
  [[null], "never"],
])("epochsAtText() says %j as %s", (epochs, words) => {
  expect(epochsAtText(epochs)).toBe(words);
});
