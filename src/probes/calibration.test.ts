import { expect, test } from "vitest";
import { askProbe, readingOf } from "../../test/support/askProbe.ts";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { madeUpAnswers } from "../../test/support/madeUpAnswers.ts";
import { logitImages, pixelNetwork } from "../../test/support/pixelNetwork.ts";
import { calibration } from "./calibration.ts";

const asked = {
  ...pixelNetwork(4),
  dataset: logitImages(madeUpAnswers.logits, madeUpAnswers.labels),
  options: { bins: 10 },
};

/** From scikit-learn, by test/golden/makeAnswers.py. */
test.each(everyBackend())("calibration is that of scikit-learn, on %s", async (_, backend) => {
  const found = await askProbe(calibration, { ...asked, backend });
  expect(readingOf(found, "expected calibration error")).toBeCloseTo(0.25499571553210154, 6);
  expect(readingOf(found, "maximum calibration error")).toBeCloseTo(0.4679086849647497, 6);
  expect(readingOf(found, "negative log-likelihood")).toBeCloseTo(0.8495708880175388, 6);
  expect(readingOf(found, "Brier score")).toBeCloseTo(0.4422000932230047, 6);
  const { bins } = found.details as { bins: { count: number; confidence: number | null }[] };
  const filled = bins.filter(({ count }) => count > 0);
  expect(filled.map(({ count }) => count)).toEqual([5, 9, 10, 3, 3]);
  expect(filled[0]!.confidence).toBeCloseTo(0.3863563034468295, 6);
});

test("calibration sets likelihood and Brier's score against the shares of the classes", async () => {
  const { readings } = await askProbe(calibration, asked);
  const shares = [10, 6, 10, 4].map((count) => count / 30);
  const entropy = shares.reduce((sum, share) => sum - share * Math.log(share), 0);
  const impurity = 1 - shares.reduce((sum, share) => sum + share ** 2, 0);
  const chanceOf = (name: string) => readings.find(({ quantity }) => quantity === name)!.chance!;
  expect(chanceOf("negative log-likelihood")[0]).toBeCloseTo(entropy, 12);
  expect(chanceOf("Brier score")[1]).toBeCloseTo(impurity, 12);
});

test("calibration says the same whenever it is asked", async () => {
  const once = await askProbe(calibration, asked);
  expect(await askProbe(calibration, asked)).toEqual(once);
});

test("calibration has no number of outputs that are not finite", async () => {
  const parameters = asked.numbers.parameters.map(() => Number.POSITIVE_INFINITY);
  const { readings } = await askProbe(calibration, {
    ...asked,
    numbers: { ...asked.numbers, parameters },
  });
  expect(readings).toHaveLength(6);
  expect(readings[0]).toEqual({
    quantity: "expected calibration error",
    value: null,
    reason: "the outputs of 30 of 30 images are not finite",
  });
});

test("calibration draws the first and the last epoch, and its errors over the epochs", async () => {
  const measured = await askProbe(calibration, asked);
  const points = [0, 1].map((epoch) => ({ ...measured, run: "a", seed: 0, epoch }));
  const figures = await calibration.figures!({
    options: { bins: 10, part: "test", count: 30, fitCount: 0, draw: 0 },
    points,
    untrained: [],
    overview: undefined,
    classes: asked.dataset.classes,
  });
  expect(figures.map(({ id }) => id)).toEqual([
    "calibration-reliability",
    "calibration-expected-calibration-error",
    "calibration-maximum-calibration-error",
    "calibration-overconfidence",
    "calibration-negative-log-likelihood",
    "calibration-brier-score",
  ]);
});
