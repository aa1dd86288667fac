import { expect, test } from "vitest";
import { tinyImages, tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../../backends/reference/reference.ts";
import type { ImagesInMemory } from "../../data/imageSet.ts";
import { initialParameters } from "../../nn/network.ts";
import { accuracyOf, makeEvaluator } from "../../train/evaluate.ts";
import { fit } from "../../train/fit.ts";
import { sgd } from "../../train/sgd.ts";
import { holdNetwork } from "../../train/states.ts";
import { makeNetwork } from "../../zoo/index.ts";
import { measureShiftGrid, rightAnswers, shiftsWithin } from "./measureShiftGrid.ts";

test("shiftsWithin() lists all shifts row by row", () => {
  expect(shiftsWithin(1, 1)).toEqual([
    { dx: -1, dy: -1 },
    { dx: 0, dy: -1 },
    { dx: 1, dy: -1 },
    { dx: -1, dy: 0 },
    { dx: 0, dy: 0 },
    { dx: 1, dy: 0 },
    { dx: -1, dy: 1 },
    { dx: 0, dy: 1 },
    { dx: 1, dy: 1 },
  ]);
  expect(shiftsWithin(5, 2)).toHaveLength(55);
  expect(shiftsWithin(0, 0)).toEqual([{ dx: 0, dy: 0 }]);
});

/** Images of one row of 3 pixels, each with one pixel of ink, at the place that is its label. */
const dots: ImagesInMemory = {
  images: Uint8Array.of(9, 0, 0, 0, 9, 0, 0, 0, 9),
  labels: Int32Array.of(0, 1, 2),
  count: 3,
  channels: 1,
  height: 1,
  width: 3,
};

/** Answers with the place of the ink; 0 where there is none. */
function placeOfInk({ images, count }: ImagesInMemory): Int32Array {
  return Int32Array.from({ length: count }, (_, i) =>
    Math.max(0, images.subarray(3 * i, 3 * i + 3).indexOf(9)),
  );
}

test("measureShiftGrid() counts images by true class and answer, and answers that stay", async () => {
  const options = { shifts: shiftsWithin(1, 0), classes: 3, mode: "zero" } as const;
  expect(await measureShiftGrid(placeOfInk, dots, options)).toEqual({
    shifts: options.shifts,
    classes: 3,
    count: 3,
    answers: [
      // To the left: 0 loses its ink, 1 becomes 0, 2 becomes 1.
      [1, 0, 0, 1, 0, 0, 0, 1, 0],
      [1, 0, 0, 0, 1, 0, 0, 0, 1],
      // To the right: 0 becomes 1, 1 becomes 2, 2 loses its ink.
      [0, 1, 0, 0, 0, 1, 1, 0, 0],
    ],
    unchanged: [1, 3, 0],
  });
});

test("measureShiftGrid() moves around the edges where it is told to", async () => {
  const options = { shifts: shiftsWithin(1, 0), classes: 3, mode: "circular" } as const;
  const { answers } = await measureShiftGrid(placeOfInk, dots, options);
  expect(answers[0]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0]);
  expect(answers[2]).toEqual([0, 1, 0, 0, 0, 1, 1, 0, 0]);
});

test("measureShiftGrid() leaves the images as they were, and needs no fresh array of answers", async () => {
  const before = structuredClone(dots);
  const reused = new Int32Array(3);
  const predict = (set: ImagesInMemory) => {
    reused.set(placeOfInk(set));
    return reused;
  };
  const options = { shifts: shiftsWithin(1, 0), classes: 3, mode: "zero" } as const;
  expect(await measureShiftGrid(predict, dots, options)).toEqual(
    await measureShiftGrid(placeOfInk, dots, options),
  );
  expect(dots).toEqual(before);
});

test("rightAnswers() adds up the diagonal", () => {
  expect(rightAnswers([5, 1, 2, 7], 2)).toBe(12);
});

test("measureShiftGrid() of a network that ignores its input finds every answer unchanged", async () => {
  const network = makeNetwork("pooled-mlp");
  const backend = makeReferenceBackend();
  // All weights 0: the logits are the last biases, whatever the image.
  const parameters = initialParameters(network, 0).fill(0);
  parameters.set([0, 0, 0, 1], parameters.length - 10);
  const evaluator = makeEvaluator({
    network,
    backend,
    states: holdNetwork({ parameters, buffers: new Float32Array() }, backend),
  });
  const set: ImagesInMemory = {
    images: Uint8Array.from({ length: 4 * 784 }, (_, i) => (i * 7919) % 256),
    labels: Int32Array.of(3, 1, 3, 9),
    count: 4,
    channels: 1,
    height: 28,
    width: 28,
  };
  const shifts = shiftsWithin(2, 1);
  const grid = await measureShiftGrid(evaluator.predict, set, {
    shifts,
    classes: 10,
    mode: "zero",
  });
  expect(grid.unchanged).toEqual(shifts.map(() => 4));
  expect(grid.answers.map((answers) => rightAnswers(answers, 10))).toEqual(shifts.map(() => 2));
});

test("measureShiftGrid() without a shift gives the accuracy that training reported", async () => {
  const backend = makeReferenceBackend();
  const [train, asked] = [tinyImages(60), tinyImages(41, 1)];
  // biome-ignore lint/suspicious/noFocusedTests: this `fit` trains, and is no test
  const { numbers, history } = await fit({
    network: tinyNetwork,
    train,
    test: asked,
    backend,
    optimiser: sgd(),
    learningRate: 0.2,
    epochs: 3,
    batchSize: 5,
    seed: 0,
  });
  const states = holdNetwork(numbers, backend);
  const { predict } = makeEvaluator({ network: tinyNetwork, backend, states, batchSize: 8 });
  const shifts = shiftsWithin(1, 1);
  const grid = await measureShiftGrid(predict, asked, { shifts, classes: 3, mode: "zero" });
  const still = shifts.findIndex(({ dx, dy }) => dx === 0 && dy === 0);
  const share = rightAnswers(grid.answers[still]!, 3) / 41;
  expect(share).toBe(history.at(-1)!["test/accuracy"]);
  expect(share).toBe(accuracyOf(predict(asked), asked.labels));
  expect(share).toBeGreaterThan(0.8);
  expect(grid.unchanged[still]).toBe(41);
  // Moved by a whole row, the brightest row is another one: the number is not the same everywhere.
  expect(rightAnswers(grid.answers[1]!, 3) / 41).toBeLessThan(0.8);
});
