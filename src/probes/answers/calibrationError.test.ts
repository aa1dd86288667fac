import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import {
  calibratedErrors,
  calibrationErrors,
  expectedErrorInterval,
  reliabilityBins,
} from "./calibrationError.ts";

test("calibrationErrors() of four images is what one finds by hand", () => {
  // Bins (0, 0.5] and (0.5, 1]: 0.5 against 0.45, and 1/2 against 0.8.
  const judged = { confidences: [0.4, 0.5, 0.7, 0.9], isRight: [1, 0, 0, 1] };
  const { expected, maximum } = calibrationErrors(judged, 2);
  expect(expected).toBeCloseTo(0.5 * 0.05 + 0.5 * 0.3, 12);
  expect(maximum).toBeCloseTo(0.3, 12);
});

test("calibrationErrors() of images that are right as often as is said is 0", () => {
  const confidences = [0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75, 1, 1];
  const isRight = [1, 0, 0, 0, 1, 1, 1, 0, 1, 1];
  expect(calibrationErrors({ confidences, isRight }, 10)).toEqual({ expected: 0, maximum: 0 });
});

test("reliabilityBins() puts a confidence between two bins into the lower one", () => {
  const bins = reliabilityBins({ confidences: [0.5, 0.51, 1], isRight: [1, 0, 1] }, 2);
  expect(bins).toEqual([
    { from: 0, to: 0.5, count: 1, confidence: 0.5, accuracy: 1 },
    { from: 0.5, to: 1, count: 2, confidence: 0.755, accuracy: 0.5 },
  ]);
  expect(reliabilityBins({ confidences: [1], isRight: [1] }, 3)[1]).toEqual({
    from: 1 / 3,
    to: 2 / 3,
    count: 0,
    confidence: null,
    accuracy: null,
  });
});

/** Images that are right by chance as often as is said, less something. */
function drawnImages(seed: number, { count, too }: { count: number; too: number }) {
  const stream = makeStream(seed, "images");
  const confidences = Array.from({ length: count }, (_, i) => 0.3 + 0.7 * stream.uniform(0, i));
  const isRight = confidences.map((own, i) => Number(stream.uniform(1, i) < own - too));
  return { confidences, isRight };
}

test("calibratedErrors() holds the error of calibrated networks 95 times of 100, and none of others", () => {
  const isWithin = (too: number) =>
    Array.from({ length: 40 }, (_, seed) => {
      const judged = drawnImages(seed, { count: 200, too });
      const [low, high] = calibratedErrors(judged, 15, makeStream(seed, "calibrated")).expected;
      const { expected } = calibrationErrors(judged, 15);
      return expected >= low && expected <= high;
    }).filter((isIn) => isIn).length;
  expect(isWithin(0)).toBeGreaterThanOrEqual(35);
  expect(isWithin(0.25)).toBe(0);
});

test.each([0, 0.1])(
  "expectedErrorInterval() holds the true error about 95 times of 100, of networks too sure by %d",
  (too) => {
    const held = Array.from({ length: 40 }, (_, seed) => {
      const judged = drawnImages(seed, { count: 200, too });
      const { expected } = calibratedErrors(judged, 15, makeStream(seed, "calibrated"));
      const stream = makeStream(seed, "bootstrap");
      const { low, high } = expectedErrorInterval(judged, 15, { calibrated: expected, stream });
      const error = calibrationErrors(judged, 15).expected;
      expect(low).toBeLessThanOrEqual(error);
      expect(high).toBeGreaterThanOrEqual(error);
      return low <= too && too <= high;
    }).filter((isIn) => isIn).length;
    expect(held).toBeGreaterThanOrEqual(34);
  },
);
