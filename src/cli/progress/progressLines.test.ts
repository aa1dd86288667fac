import { expect, test } from "vitest";
import type { Cell } from "../../studies/study.ts";
import { Meter } from "./meter.ts";
import { makeProgressLines } from "./progressLines.ts";
import { timeLeftText } from "./texts.ts";

const cell: Cell = {
  id: "mlp-s0",
  network: "mlp",
  options: {},
  seed: 0,
  learningRate: 0.1,
  momentum: 0,
  epochs: 1,
  batchSize: 500,
  factors: {},
};

test("makeProgressLines() writes a line an epoch and a line for measuring", () => {
  const clock = { seconds: 0 };
  const lines: string[] = [];
  const meter = new Meter({ trainingShare: 0.5, now: () => clock.seconds });
  const progress = makeProgressLines(meter, (line) => lines.push(line));
  const place = { cell, number: 2, of: 3 } as const;
  const stepOf = (step: number) => ({ epoch: 1, step, steps: 2, loss: 0.5, images: 500 });
  progress.onProgress({ ...place, stage: "training" });
  progress.onEpoch(cell, { epoch: 0, "test/accuracy": 0.1 });
  progress.onProgress({ ...place, stage: "training", step: stepOf(1) });
  clock.seconds = 0.1;
  progress.onProgress({ ...place, stage: "training", step: stepOf(2) });
  progress.onEpoch(cell, {
    epoch: 1,
    "train/loss": 0.5,
    "train/accuracy": 0.8,
    "test/accuracy": 0.9,
  });
  progress.onProgress({ ...place, stage: "measuring" });
  progress.stop();
  expect(lines).toEqual([
    "[2/3] mlp-s0  epoch 0/1  test 10.0%",
    "[2/3] mlp-s0  epoch 1/1  loss 0.5000  train 80.0%  test 90.0%  5,000 images/s",
    "[2/3] mlp-s0  measuring",
  ]);
});

test("makeProgressLines() says what is measured when that begins, and every few seconds", () => {
  const clock = { seconds: 0 };
  const lines: string[] = [];
  const now = () => clock.seconds;
  const meter = new Meter({ trainingShare: 1, now });
  const progress = makeProgressLines(meter, (line) => lines.push(line), now);
  const words = ["measuring cka", "measuring two-nn", "measuring sharpness", "writing the report"];
  for (const doing of words) {
    progress.onProgress({ cell, number: 1, of: 1, stage: "measuring", doing });
    clock.seconds += 3;
  }
  expect(lines).toEqual([
    "mlp-s0  measuring cka",
    "mlp-s0  measuring sharpness",
    "mlp-s0  writing the report",
  ]);
});

test.each([
  [undefined, ""],
  [4.2, "5 s left"],
  [59.5, "1 min 00 s left"],
  [125, "2 min 05 s left"],
])("timeLeftText() of %s seconds is %o", (seconds, text) => {
  expect(timeLeftText(seconds)).toBe(text);
});
