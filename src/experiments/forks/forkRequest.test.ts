import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { requestTraining } from "../trainingRequest.ts";
import { forkRequest } from "./forkRequest.ts";

const note = () => undefined;
const run = "runs/a";

function forkOf(given: Readonly<Record<string, unknown>>) {
  const words = { model: "lenet5", data: "generated-digits", trainCount: 100, seeds: [3] };
  const request = requestTraining({ ...words, runs: "elsewhere" }, note);
  return forkRequest({ request, seed: 3 }, given, { run, note });
}

test("forkRequest() is the parent's where nothing is given", () => {
  const { request, seed, changes } = forkOf({});
  expect([seed, changes, request.common.runs]).toEqual([3, [], "elsewhere"]);
});

test("forkRequest() puts keys over the parent's, and names them", () => {
  const { request, changes } = forkOf({ learningRate: "0.01", augment: "crop:2", seeds: "5" });
  expect(request.settings).toMatchObject({ learningRate: 0.01, trainCount: 100, seeds: [5] });
  expect(changes).toEqual([
    { key: "learningRate", parent: "0.05", fork: "0.01" },
    { key: "augment", parent: "none", fork: "crop:2" },
    { key: "seed", parent: "3", fork: "5" },
  ]);
});

test("forkRequest() lets pass what is said again", () => {
  expect(forkOf({ batchSize: "64", model: "lenet5" }).changes).toEqual([]);
});

test.each([
  ["batchSize", "32"],
  ["model", "mlp"],
  ["data", "mnist"],
  ["trainCount", "50"],
  ["dataSeed", "1"],
  ["normalise", "computed"],
  ["keepClasses", "1,2"],
  ["c3", "full"],
])("forkRequest() refuses another %s", (key, value) => {
  expect(() => forkOf({ [key]: value })).toThrow(
    new UsageError(
      `Cannot fork "runs/a" with ${key}=${value}: network, images and batches of a fork are its parent's, needs other keys, such as learningRate, epochs, augment or seed`,
    ),
  );
});

test("forkRequest() refuses unknown keys, values, and recipes at odds with themselves", () => {
  expect(() => forkOf({ learnRate: 1 })).toThrow(
    /^Cannot set "learnRate" of "fork": there is no such key, needs (one of \d+|"optimiser", .+ or "checkpointSeconds"); did you mean "learningRate"$/,
  );
  expect(() => forkOf({ momentum: "2" })).toThrow(
    new UsageError(
      'Cannot set momentum of "fork": "2" was given, needs a number from 0 up to below 1',
    ),
  );
  expect(() => forkOf({ nesterov: "true" })).toThrow("nesterov with momentum 0");
});

test("forkRequest() refuses several seeds", () => {
  expect(() => forkOf({ seeds: "0..2" })).toThrow(
    new UsageError(
      'Cannot fork "runs/a": seeds are 0, 1, 2, needs one seed, for one run is forked',
    ),
  );
});
