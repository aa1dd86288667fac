import { expect, test } from "vitest";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { ShapeError } from "../core/errors.ts";
import { firstExamples } from "../data/selectExamples.ts";
import { initialNumbers } from "../nn/network.ts";
import { accuracyOf, makeEvaluator } from "./evaluate.ts";
import { holdNetwork } from "./states.ts";

const backend = makeReferenceBackend();
const states = holdNetwork(initialNumbers(tinyNetwork, 1), backend);
const evaluator = (batchSize: number) =>
  makeEvaluator({ network: tinyNetwork, backend, states, batchSize });

test("makeEvaluator() predicts every image whatever the batch size", () => {
  const set = tinyImages(23);
  const alone = evaluator(1).predict(set);
  expect(new Set(alone).size).toBeGreaterThan(1);
  for (const batchSize of [5, 23, 64]) expect(evaluator(batchSize).predict(set)).toEqual(alone);
});

test("makeEvaluator() leaves nothing of a larger set in a smaller one", () => {
  const asked = evaluator(8);
  const set = tinyImages(20);
  const all = asked.predict(set);
  expect(asked.predict(firstExamples(set, 3))).toEqual(all.slice(0, 3));
});

test("makeEvaluator() reads the parameters that are there when it is asked", () => {
  const asked = evaluator(8);
  const before = states.read("parameters");
  const vector = new Float32Array(before.length);
  vector[before.length - 2] = 1; // the bias of class 1, all else 0
  states.write("parameters", vector);
  expect([...asked.predict(tinyImages(3))]).toEqual([1, 1, 1]);
  states.write("parameters", before);
});

test("makeEvaluator() refuses images of another size", () => {
  expect(() => evaluator(8).predict({ ...tinyImages(3), width: 3, height: 4 })).toThrow(ShapeError);
});

test("accuracyOf() is the fraction that agrees", () => {
  expect(accuracyOf([1, 2, 3, 4], [1, 2, 0, 0])).toBe(0.5);
});
