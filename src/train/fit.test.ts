import { expect, test } from "vitest";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { labelPairs } from "../../test/support/labelPairs.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { ShapeError, UsageError } from "../core/errors.ts";
import { parseTransforms } from "../data/transforms/parseTransforms.ts";
import { initialNumbers } from "../nn/network.ts";
import { crossEntropy } from "../ops/crossEntropy.ts";
import { makeNetwork } from "../zoo/index.ts";
import { accuracyOf, makeEvaluator } from "./evaluate.ts";
// Under its own name the linter takes it for a test that runs alone.
import { type FitOptions, fit as runFit } from "./fit.ts";
import { sgd } from "./sgd.ts";
import { holdNetwork } from "./states.ts";
import type { StepProgress } from "./trainEpoch.ts";
import type { Loss } from "./trainGraph.ts";
import type { KeptPoint } from "./trainingPoint.ts";

const options: FitOptions = {
  network: tinyNetwork,
  train: tinyImages(70),
  test: tinyImages(33, 1),
  backend: makeReferenceBackend(),
  optimiser: sgd({ momentum: 0.9 }),
  learningRate: 0.1,
  epochs: 3,
  batchSize: 16,
  seed: 0,
};

test("fit() learns what can be learned", async () => {
  const { history } = await runFit({ ...options, epochs: 10 });
  expect(history[0]!["test/accuracy"]).toBeLessThan(0.7);
  expect(history[10]!["test/accuracy"]).toBe(1);
  expect(history[10]!["train/accuracy"]).toBe(1);
  expect(history[10]!["train/loss"]).toBeLessThan(0.2 * history[1]!["train/loss"]!);
});

test("fit() measures epoch 0 and then every epoch, and tells as it goes", async () => {
  const told: unknown[] = [];
  const { history } = await runFit({ ...options, onEpoch: (metrics) => void told.push(metrics) });
  expect(told).toEqual(history);
  expect(history.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
  expect(Object.keys(history[0]!)).toEqual(["epoch", "test/accuracy"]);
  const keys = ["epoch", "train/loss", "train/accuracy", "learning-rate", "test/accuracy"];
  expect(Object.keys(history[1]!)).toEqual(keys);
});

test("fit() with 0 epochs returns the initial parameters", async () => {
  const { numbers, history } = await runFit({ ...options, epochs: 0 });
  expect(numbers).toEqual(initialNumbers(tinyNetwork, 0));
  expect(history).toHaveLength(1);
});

test("fit() begins with the numbers that it is given", async () => {
  const once = await runFit({ ...options, epochs: 1 });
  const initial = once.numbers;
  const start = await runFit({ ...options, epochs: 0, initial, seed: 9 });
  expect(start.numbers).toEqual(initial);
  expect(start.history[0]!["test/accuracy"]).toBe(once.history[1]!["test/accuracy"]);
});

test("fit() gives the same bits for the same seed and others for another", async () => {
  const settings = { ...options, augment: parseTransforms("translate:by=1") };
  const first = await runFit(settings);
  expect(await runFit(settings)).toEqual(first);
  expect((await runFit({ ...settings, seed: 1 })).numbers).not.toEqual(first.numbers);
  expect((await runFit({ ...settings, augment: undefined })).numbers).not.toEqual(first.numbers);
});

test("fit() drops the images that do not fill a batch, or learns from them too", async () => {
  const batches = async (lastPartial: "drop" | "keep") => {
    const told: [number, number, number][] = [];
    const onStep = ({ epoch, step, images }: StepProgress) => void told.push([epoch, step, images]);
    await runFit({ ...options, epochs: 2, batchSize: 32, lastPartial, onStep });
    return told;
  };
  const full = (epoch: number) => [1, 2].map((step) => [epoch, step, 32]);
  expect(await batches("drop")).toEqual([...full(1), ...full(2)]);
  expect(await batches("keep")).toEqual([...full(1), [1, 3, 6], ...full(2), [2, 3, 6]]);
});

test("fit() weighs every image alike in the epoch's loss", async () => {
  const losses: number[] = [];
  const onStep = ({ loss, images }: StepProgress) => void losses.push(loss * images);
  const { history } = await runFit({ ...options, epochs: 1, lastPartial: "keep", onStep });
  expect(history[1]!["train/loss"]).toBeCloseTo(losses.reduce((a, b) => a + b) / 70, 12);
});

test("fit() follows a schedule from step to step", async () => {
  const { history } = await runFit({ ...options, learningRate: (step) => 0.1 / (step + 1) });
  expect(history.map((metrics) => metrics["learning-rate"])).toEqual([
    undefined,
    0.1 / 4,
    0.1 / 8,
    0.1 / 12,
  ]);
});

test("fit() makes another loss small where one is given", async () => {
  const loss: Loss = (logits, labels) => crossEntropy(logits, labels, { labelSmoothing: 0.5 });
  const plain = await runFit(options);
  const smoothed = await runFit({ ...options, loss });
  expect(smoothed.history[3]!["train/loss"]).toBeGreaterThan(plain.history[3]!["train/loss"]!);
  expect(smoothed.numbers).not.toEqual(plain.numbers);
});

test("fit() tests and returns the average of the parameters where that is asked for", async () => {
  const plain = await runFit(options);
  const averaged = await runFit({ ...options, averageDecay: 0.99 });
  const trainings = [plain, averaged].map(({ history }) =>
    history.map((metrics) => metrics["train/loss"]),
  );
  expect(trainings[1]).toEqual(trainings[0]);
  expect(averaged.numbers.parameters).not.toEqual(plain.numbers.parameters);
  const evaluator = makeEvaluator({
    network: tinyNetwork,
    backend: options.backend,
    states: holdNetwork(averaged.numbers, options.backend),
  });
  const accuracy = accuracyOf(evaluator.predict(options.test), options.test.labels);
  expect(averaged.history[3]!["test/accuracy"]).toBe(accuracy);
  expect(averaged.history[0]).toEqual(plain.history[0]);
});

test("fit() with an average and 0 epochs returns the initial numbers", async () => {
  const { numbers } = await runFit({ ...options, epochs: 0, averageDecay: 0.9 });
  expect(numbers).toEqual(initialNumbers(tinyNetwork, 0));
});

/** Epoch and step of every point that is kept. */
async function placesOf(own: Partial<FitOptions>): Promise<[number, number][]> {
  const places: [number, number][] = [];
  const onPoint = async ({ epoch, sums }: KeptPoint) => void places.push([epoch, sums.step]);
  await runFit({ ...options, ...own, onPoint });
  return places;
}

test("fit() keeps a point at the end of every epoch, and within one when it is due", async () => {
  const ends = [0, 1, 2, 3].map((epoch) => [epoch, 0]);
  expect(await placesOf({})).toEqual(ends);
  let asked = 0;
  const within = await placesOf({ epochs: 2, isDue: () => ++asked % 2 === 0 });
  // Of four steps an epoch the last is never asked about.
  expect(within.map(([epoch, step]) => `${epoch}+${step}`)).toEqual([
    "0+0",
    "0+2",
    "1+0",
    "1+1",
    "1+3",
    "2+0",
  ]);
});

test("fit() keeps the network as it is tested, and all that steps change", async () => {
  const points: KeptPoint[] = [];
  const onPoint = async (point: KeptPoint) => void points.push(point);
  const { numbers } = await runFit({ ...options, averageDecay: 0.9, onPoint });
  expect(points[0]!.numbers).toEqual(initialNumbers(tinyNetwork, 0));
  expect(points[3]!.numbers).toEqual(numbers);
  const { states } = points[3]!;
  expect(Object.keys(states).sort()).toEqual([
    "averageStarted",
    "momentum",
    "parameters",
    "parametersAverage",
  ]);
  expect(states.parametersAverage).toEqual(numbers.parameters);
  expect(states.parameters).not.toEqual(numbers.parameters);
});

test("fit() keeps its point before it ends at an interruption, with the reason that was given", async () => {
  const oneEpoch = await runFit({ ...options, epochs: 1 });
  const controller = new AbortController();
  const points: KeptPoint[] = [];
  const stop = runFit({
    ...options,
    signal: controller.signal,
    onEpoch({ epoch }) {
      if (epoch === 1) controller.abort(new Error("stopped"));
    },
    onPoint: async (point) => void points.push(point),
  });
  await expect(stop).rejects.toThrow("stopped");
  expect(points.map(({ epoch }) => epoch)).toEqual([0, 1]);
  expect(points[1]!.numbers).toEqual(oneEpoch.numbers);
});

test("fit() that is interrupted in its last step, or after it, is done all the same", async () => {
  const whole = await runFit(options);
  for (const moment of ["onStep", "onEpoch"] as const) {
    const controller = new AbortController();
    const end = ({ epoch, step = 4 }: { readonly epoch: number; readonly step?: number }) => {
      if (epoch === 3 && step === 4) controller.abort(new Error("stopped"));
    };
    expect(await runFit({ ...options, signal: controller.signal, [moment]: end })).toEqual(whole);
  }
});

test("fit() ends where a point cannot be kept", async () => {
  const onPoint = () => Promise.reject(new Error("no space"));
  await expect(runFit({ ...options, onPoint })).rejects.toThrow("no space");
});

test("fit() keeps only finite numbers, also where it is asked to end just when they overflow", async () => {
  const points: KeptPoint[] = [];
  const controller = new AbortController();
  const wild = runFit({
    ...options,
    learningRate: 1e38,
    optimiser: sgd({ weightDecay: 1e38 }),
    signal: controller.signal,
    onStep: () => controller.abort(new Error("stopped")),
    onPoint: async (point) => void points.push(point),
  });
  await expect(wild).rejects.toThrow("Cannot go on training");
  expect(points.map(({ epoch }) => epoch)).toEqual([0]);
  expect(points[0]!.numbers.parameters.every(Number.isFinite)).toBe(true);
});

test("fit() measures time only by a clock that it is given", async () => {
  let now = 0;
  const onStep = () => {
    now += 3;
  };
  const { history } = await runFit({ ...options, epochs: 2, clock: () => now, onStep });
  expect(history.map((metrics) => metrics["time/epoch-seconds"])).toEqual([undefined, 12, 12]);
  expect(history.map((metrics) => metrics["time/waiting-seconds"])).toEqual([undefined, 0, 0]);
});

test("fit() goes on counting an epoch's time where it was broken off", async () => {
  let now = 0;
  const own: FitOptions = { ...options, epochs: 1, clock: () => now };
  const points: KeptPoint[] = [];
  const controller = new AbortController();
  const stop = runFit({
    ...own,
    signal: controller.signal,
    onStep({ step }) {
      now += 3;
      if (step === 3) controller.abort(new Error("stopped"));
    },
    onPoint: async (point) => void points.push(point),
  });
  await expect(stop).rejects.toThrow("stopped");
  const from = points.at(-1);
  expect(from!.sums).toMatchObject({ step: 3, images: 48, seconds: 9, waited: 0 });
  now = 1000;
  const onStep = () => {
    now += 5;
  };
  const { history } = await runFit({ ...own, from, onStep });
  expect(history.map((metrics) => metrics["time/epoch-seconds"])).toEqual([14]);
});

test("fit() lets timers run while it trains", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await runFit({ ...options, epochs: 800 });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
});

test.each<[Partial<FitOptions>, Error]>([
  [{ epochs: -1 }, new UsageError("Cannot train: epochs is -1, needs a whole number >= 0")],
  [{ batchSize: 0 }, new UsageError("Cannot train: batchSize is 0, needs a whole number >= 1")],
  [
    { batchSize: 71 },
    new UsageError("Cannot train: batchSize is 71 with 70 training images, needs at most 70"),
  ],
  [
    { learningRate: 0 },
    new UsageError("Cannot train: the learning rate is 0, needs a number above 0"),
  ],
  [
    { test: { ...options.test, width: 3, height: 4 } },
    new ShapeError('Cannot show test images to "tiny": they are [1, 4, 3], needs [1, 3, 4]'),
  ],
])("fit() refuses %j", async (wrong, error) => {
  await expect(runFit({ ...options, ...wrong })).rejects.toThrow(error);
});

test("fit() measures validation images and concepts after every epoch", async () => {
  const test = { ...options.test, concepts: { row: options.test.labels } };
  const concepts = [{ name: "row", values: ["top", "middle", "bottom"], ofClass: [0, 1, 2] }];
  const own = { ...options, test, concepts, validation: tinyImages(20, 2), epochs: 1 };
  for (const metrics of (await runFit(own)).history) {
    expect(metrics["validation/accuracy"]).toBeGreaterThanOrEqual(0);
    expect(metrics["test/error/row"]).toBeCloseTo(1 - metrics["test/accuracy"], 12);
  }
});

test("fit() shows training images as augmentation makes them", async () => {
  const augment = parseTransforms("resize:size=6:exact=true,centre-crop:3");
  await expect(runFit({ ...options, augment })).rejects.toThrow(
    new ShapeError('Cannot show training images to "tiny": they are [1, 3, 3], needs [1, 3, 4]'),
  );
});

test("fit() learns from images that are mixed in pairs", async () => {
  const mixed = await runFit({ ...options, augment: parseTransforms("mixup:1"), epochs: 2 });
  const plain = await runFit({ ...options, epochs: 2 });
  expect(mixed.history[2]!["train/loss"]).toBeGreaterThan(plain.history[2]!["train/loss"]!);
  expect(mixed.history[2]!["train/loss"]).toBeLessThan(mixed.history[1]!["train/loss"]!);
});

test.each(everyBackend())("fit() learns from sequences of numbers on %s", async (_, backend) => {
  const { history, predictions } = await runFit({
    ...options,
    backend,
    network: makeNetwork("label-lstm", { digits: 3, hiddenSize: 8, classes: 5 }),
    train: labelPairs(70),
    test: labelPairs(33, { seed: 1 }),
    learningRate: 0.3,
    epochs: 25,
  });
  expect(history[0]!["test/accuracy"]).toBeLessThan(0.6);
  expect(history[25]!["test/accuracy"]).toBe(1);
  expect(predictions).toEqual(labelPairs(33, { seed: 1 }).labels);
});

test("fit() refuses to augment what is no image", async () => {
  const floats = { ...options, train: labelPairs(70), test: labelPairs(33) };
  await expect(runFit({ ...floats, augment: parseTransforms("flip") })).rejects.toThrow(
    new UsageError('Cannot apply "flip" to images: they are 32-bit floats, needs bytes'),
  );
});
