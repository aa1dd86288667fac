import { expect, test } from "vitest";
import { askProbe, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { madeUpAnswers } from "../../test/support/madeUpAnswers.ts";
import { logitImages, pixelNetwork } from "../../test/support/pixelNetwork.ts";
import { wilsonInterval } from "../core/wilsonInterval.ts";
import { accuracy } from "./accuracy.ts";

const dataset = logitImages(madeUpAnswers.logits, madeUpAnswers.labels);

/** From scikit-learn, by test/golden/makeAnswers.py. */
test.each(everyBackend())("accuracy is that of scikit-learn, on %s", async (_, backend) => {
  const asked = { ...pixelNetwork(4), dataset, backend, options: { k: 2 } };
  const found = await askProbe(accuracy, asked);
  expect(readingOf(found, "accuracy")).toBeCloseTo(0.7666666666666667, 12);
  expect(readingOf(found, "top-2 accuracy")).toBeCloseTo(0.8, 12);
  const recalls = ["0", "1", "2", "3"].map((of) =>
    readingOf(found, "class accuracy", undefined, of),
  );
  expect(recalls).toEqual([0.5, 4 / 6, 1, 1]);
  expect(found.details).toEqual({
    confusion: [
      [5, 2, 1, 2],
      [2, 4, 0, 0],
      [0, 0, 10, 0],
      [0, 0, 0, 4],
    ],
  });
});

test("accuracy has the interval of Wilson, and as chance what the commonest classes come to", async () => {
  const { readings } = await askProbe(accuracy, {
    ...pixelNetwork(4),
    dataset,
    options: { k: 2 },
  });
  expect(readings[0]).toEqual({
    quantity: "accuracy",
    value: 23 / 30,
    ...wilsonInterval(23, 30),
    chance: [10 / 30, 10 / 30],
  });
  expect(readings[1]).toMatchObject({ quantity: "top-2 accuracy", chance: [20 / 30, 20 / 30] });
  expect(readings[2]).toMatchObject({ of: "0", chance: [0.25, 0.25] });
});

test("accuracy has no number of a class without images, nor of the best of too few classes", async () => {
  const images = logitImages([[1, 0, 0]], [0]);
  const three = { ...images, classes: ["0", "1", "2"] };
  const { readings } = await askProbe(accuracy, { ...pixelNetwork(3), dataset: three });
  expect(readings[1]).toEqual({
    quantity: "top-5 accuracy",
    value: null,
    reason: "there are 3 classes, needs more than 5",
  });
  expect(readings[3]).toEqual({
    quantity: "class accuracy",
    of: "1",
    value: null,
    reason: "there are no images of this class",
  });
});

test("accuracy has no number of outputs that are not finite", async () => {
  const { network, numbers } = pixelNetwork(4);
  const parameters = numbers.parameters.map(() => Number.NaN);
  const broken = { network, numbers: { ...numbers, parameters } };
  const { readings, details } = await askProbe(accuracy, { ...broken, dataset });
  expect(readings).toHaveLength(6);
  for (const { value, reason } of readings) {
    expect({ value, reason }).toEqual({
      value: null,
      reason: "the outputs of 30 of 30 images are not finite",
    });
  }
  expect(details).toBeUndefined();
});

test("accuracy draws accuracy over the epochs, by class, and what classes are taken for", async () => {
  const measured = await askProbe(accuracy, { ...pixelNetwork(4), dataset });
  const points = [0, 1].map((epoch) => ({ ...measured, run: "a", seed: 0, epoch }));
  const figures = await accuracy.figures!({
    options: { k: 5, part: "test", count: 30, fitCount: 0, draw: 0 },
    points,
    untrained: [],
    overview: undefined,
    classes: dataset.classes,
  });
  expect(figures.map(({ id }) => id)).toEqual([
    "accuracy-accuracy",
    "accuracy-class-accuracy",
    "accuracy-confusion",
  ]);
  expect(figures[2]!.title).toBe("Most often mistaken: “1” for “0”, 33% of its images");
});
