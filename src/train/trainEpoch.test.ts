import { afterEach, beforeEach, expect, test } from "vitest";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { TrainingError } from "../core/errors.ts";
import { initialNumbers } from "../nn/network.ts";
import { DivergenceWatch } from "./divergence.ts";
import { constantRate } from "./schedules.ts";
import { sgd } from "./sgd.ts";
import { makeStatesFor, writeNetwork } from "./states.ts";
import { type TrainEpochOptions, trainEpoch } from "./trainEpoch.ts";
import { Trainer } from "./trainer.ts";
import { trainGraph } from "./trainGraph.ts";
import type { EpochSums } from "./trainingPoint.ts";
import { Turns } from "./turns.ts";

/** Five steps an epoch. */
function optionsAt(learningRate: number) {
  const backend = makeReferenceBackend();
  const parts = { network: tinyNetwork, optimiser: sgd(), batchSize: 8, backend };
  const states = makeStatesFor(trainGraph(parts), backend);
  writeNetwork(states, initialNumbers(tinyNetwork, 0));
  const more = { train: tinyImages(40), seed: 0, lastPartial: "drop" } as const;
  return { ...parts, ...more, states, learningRate: constantRate(learningRate) };
}

let options: TrainEpochOptions & { readonly trainer: Trainer };
let kept: EpochSums[];
function begin(learningRate: number): void {
  const own = optionsAt(learningRate);
  kept = [];
  options = {
    trainer: new Trainer(own),
    watch: new DivergenceWatch(own, ["parameters"]),
    turns: new Turns(),
    keep: async (sums) => void kept.push(sums),
  };
}
beforeEach(() => begin(0.1));
afterEach(() => options.trainer.dispose());

test("trainEpoch() sums up the steps of its epoch", async () => {
  const told: number[][] = [];
  const sums = await trainEpoch(2, {
    ...options,
    onStep: ({ epoch, step, steps, loss, images }) =>
      void told.push([epoch, step, steps, loss, images]),
  });
  expect(told.map(([epoch, step, steps]) => [epoch, step, steps])).toEqual(
    [1, 2, 3, 4, 5].map((step) => [2, step, 5]),
  );
  const loss = told.reduce((sum, [, , , own, images]) => sum + own! * images!, 0);
  expect(sums).toMatchObject({ step: 5, images: 40, loss, seconds: 0, waited: 0 });
  expect(kept).toEqual([]);
});

test("trainEpoch() takes only the rest of an epoch, and adds to what was summed up", async () => {
  const steps: number[] = [];
  const from = { step: 3, loss: 100, correct: 7, images: 24, seconds: 2, waited: 1 };
  let now = 50;
  const sums = await trainEpoch(1, {
    ...options,
    from,
    clock: () => now,
    onStep({ step }) {
      steps.push(step);
      now += 4;
    },
  });
  expect(steps).toEqual([4, 5]);
  expect(sums).toMatchObject({ step: 5, images: 40, seconds: 10, waited: 1 });
  expect(sums.loss).toBeGreaterThan(100);
  expect(from.loss).toBe(100);
});

test("trainEpoch() keeps what it has when it is due, but not at the epoch's end", async () => {
  let asked = 0;
  const isDue = () => ++asked > 2;
  const sums = await trainEpoch(1, { ...options, isDue });
  expect(kept.map(({ step, images }) => [step, images])).toEqual([
    [3, 24],
    [4, 32],
  ]);
  expect([asked, sums.step]).toEqual([4, 5]);
});

test("trainEpoch() keeps what it has before it ends at an interruption", async () => {
  const controller = new AbortController();
  const stop = trainEpoch(1, {
    ...options,
    signal: controller.signal,
    onStep: ({ step }) => {
      if (step === 2) controller.abort(new Error("stopped"));
    },
  });
  await expect(stop).rejects.toThrow("stopped");
  expect(kept.map(({ step }) => step)).toEqual([2]);
});

test("trainEpoch() leaves an interruption in the last step to its caller", async () => {
  const signal = AbortSignal.abort(new Error("stopped"));
  const from = { step: 4, loss: 0, correct: 0, images: 32, seconds: 0, waited: 0 };
  expect((await trainEpoch(1, { ...options, from, signal })).step).toBe(5);
  expect(kept).toEqual([]);
});

test("trainEpoch() keeps nothing that is not finite", async () => {
  options.trainer.dispose();
  begin(1e39); // the loss of the first step is finite, what is learned from it is not
  const stop = trainEpoch(1, { ...options, isDue: () => true });
  await expect(stop).rejects.toThrow(TrainingError);
  expect(kept).toEqual([]);
});
