import { expect, test } from "vitest";
import { fitLogistic, logisticAnswers, logisticProbabilities } from "./fitLogistic.ts";

/** As in test/golden/makeLogistic.py, whose numbers are those of scikit-learn 1.2. */
const count = 60;
const rows = Array.from({ length: count }, (_, i) => [
  Math.sin(i),
  Math.cos(1.7 * i),
  Math.sin(0.3 * i * i),
  (i % 7) / 3 - 1,
]);
const features = { values: Float64Array.from(rows.flat()), count, size: 4 };
const labels = rows.map(([a = 0, b = 0, c = 0, d = 0], i) => {
  const noise = 0.4 * Math.sin(5 * i);
  const scores = [a + noise, b - noise, 0.5 * c + 0.3 * d + 0.5 * noise];
  return scores.indexOf(Math.max(...scores));
});

const known = [
  {
    l2: 0.1,
    loss: 0.7433725102171116,
    weights: [0.952746, -0.328646, -0.6241, -0.439277, 0.828609, -0.389332],
    probabilities: [0.1426505, 0.763625, 0.0937245, 0.6232157, 0.2492697, 0.1275146],
    accuracy: 0.8333333333333334,
  },
  {
    l2: 0.001,
    loss: 0.3549744667966647,
    weights: [4.253869, -1.286998, -2.966872, -1.746499, 2.740605, -0.994106],
    probabilities: [0.0019009, 0.9963934, 0.0017057, 0.9714955, 0.025771, 0.0027336],
    accuracy: 0.85,
  },
];

test.each(known)("fitLogistic() finds the optimum of scikit-learn, l2 = $l2", (answer) => {
  const fit = fitLogistic(features, labels, { l2: answer.l2, tolerance: 1e-9 });
  expect(fit.isReached).toBe(true);
  expect(fit.loss).toBeCloseTo(answer.loss, 8);
  answer.weights.forEach((weight, at) => {
    expect(fit.weights[at]).toBeCloseTo(weight, 4);
  });
  const probabilities = logisticProbabilities(fit, features);
  answer.probabilities.forEach((likelihood, at) => {
    expect(probabilities[at]).toBeCloseTo(likelihood, 4);
  });
  const answers = logisticAnswers(fit, features);
  const right = answers.reduce((sum, own, at) => sum + Number(own === labels[at]), 0);
  expect(right / count).toBe(answer.accuracy);
});

test("fitLogistic() comes as near to the optimum as a reading needs where nothing is said", () => {
  const fit = fitLogistic(features, labels, { l2: 0.001 });
  const probabilities = logisticProbabilities(fit, features);
  known[1]!.probabilities.forEach((likelihood, at) => {
    expect(probabilities[at]).toBeCloseTo(likelihood, 4);
  });
});

test("fitLogistic() keeps to the labels that it has seen", () => {
  const some = labels.map((label) => (label === 1 ? 7 : label));
  const fit = fitLogistic(features, some, { l2: 0.1 });
  expect(fit.classes).toEqual([0, 2, 7]);
  expect(new Set(logisticAnswers(fit, features))).toEqual(new Set([0, 2, 7]));
});

test("fitLogistic() gives features that tell nothing the shares of the labels", () => {
  const blank = { values: new Float64Array(4), count: 4, size: 1 };
  const fit = fitLogistic(blank, [0, 0, 0, 1], { l2: 0.1, tolerance: 1e-10 });
  expect(logisticProbabilities(fit, blank)[0]).toBeCloseTo(0.75, 8);
});

test("fitLogistic() refuses labels of one class, and too few labels", () => {
  expect(() => fitLogistic(features, new Int32Array(count), { l2: 1 })).toThrow(
    new RangeError(
      "Cannot fit a classifier: there are 60 rows and 60 labels of 1 classes, needs as many of at least 2",
    ),
  );
  expect(() => fitLogistic(features, [0, 1], { l2: 1 })).toThrow(
    "Cannot fit a classifier: there are 60 rows and 2 labels of 2 classes, needs as many of at least 2",
  );
});
