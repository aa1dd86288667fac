import { expect, test } from "vitest";
import type { Cell, StudyProgress } from "../../studies/study.ts";
import { Meter } from "./meter.ts";

const cell: Cell = {
  id: "mlp-s0",
  network: "mlp",
  options: {},
  seed: 0,
  learningRate: 0.1,
  momentum: 0,
  epochs: 2,
  batchSize: 50,
  factors: {},
};

const stepOf = (number: number, epoch: number, step: number): StudyProgress => ({
  cell,
  number,
  of: 2,
  stage: "training",
  step: { epoch, step, steps: 4, loss: 1, images: 50 },
});

function makeMeter() {
  const clock = { seconds: 100 };
  const meter = new Meter({ trainingShare: 0.5, now: () => clock.seconds });
  return { clock, meter };
}

test("Meter counts an epoch's images from its second step on", () => {
  const { clock, meter } = makeMeter();
  meter.update(stepOf(1, 1, 1));
  expect(meter.imagesPerSecond).toBeUndefined();
  clock.seconds += 0.1;
  meter.update(stepOf(1, 1, 2));
  expect(meter.imagesPerSecond).toBeCloseTo(500);
  clock.seconds += 0.1;
  meter.update(stepOf(1, 1, 3));
  expect(meter.imagesPerSecond).toBeCloseTo(500);
});

test("Meter starts anew with every epoch and cell", () => {
  const { clock, meter } = makeMeter();
  meter.update(stepOf(1, 1, 1));
  clock.seconds += 10;
  meter.update(stepOf(1, 2, 1));
  clock.seconds += 0.05;
  meter.update(stepOf(1, 2, 2));
  expect(meter.imagesPerSecond).toBeCloseTo(1000);
  meter.update({ cell, number: 2, of: 2, stage: "training" });
  clock.seconds += 10;
  meter.update(stepOf(2, 1, 1));
  clock.seconds += 0.025;
  meter.update(stepOf(2, 1, 2));
  expect(meter.imagesPerSecond).toBeCloseTo(2000);
});

test("Meter tells the share done and the time left", () => {
  const { clock, meter } = makeMeter();
  meter.update({ cell, number: 1, of: 2, stage: "training" });
  expect([meter.done, meter.secondsLeft]).toEqual([0, undefined]);
  clock.seconds += 3;
  meter.update(stepOf(1, 2, 2)); // 6 of 8 steps of the training half of the first of two cells
  expect(meter.done).toBeCloseTo(0.1875);
  expect(meter.secondsLeft).toBeCloseTo(13);
  meter.update({ cell, number: 2, of: 2, stage: "measuring" });
  expect(meter.done).toBeCloseTo(0.75);
});

test("Meter weighs cells by how long they take", () => {
  const clock = { seconds: 0 };
  const meter = new Meter({ trainingShare: 1, costs: [1, 9], now: () => clock.seconds });
  meter.update({ cell, number: 1, of: 2, stage: "training" });
  clock.seconds = 2;
  meter.update({ cell, number: 2, of: 2, stage: "training" });
  expect(meter.done).toBeCloseTo(0.1);
  expect(meter.secondsLeft).toBeCloseTo(18);
});

test("Meter judges the time left by what was done since it began, not by cells that were done before", () => {
  const { clock, meter } = makeMeter();
  meter.update({ cell, number: 2, of: 2, stage: "training" });
  expect([meter.done, meter.secondsLeft]).toEqual([0.5, undefined]);
  clock.seconds += 3;
  meter.update(stepOf(2, 2, 2)); // 6 of 8 steps, which are half of this cell's work
  expect(meter.secondsLeft).toBeCloseTo(5);
});
