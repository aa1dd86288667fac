import { expect, test } from "vitest";
import {
  cellFolderOf,
  checkpointFile,
  checkpointPlace,
  isStudyFolder,
  placeText,
  runFolderOf,
  stateFileOf,
  studyOf,
} from "./paths.ts";

const started = new Date(Date.UTC(2026, 10, 20, 7, 8, 9, 10));

test("runFolderOf() names a training by time, network, settings and seed", () => {
  const run = { started, name: "lenet5", hash: "0a1b2c", seed: 3 };
  expect(runFolderOf("runs", "pilot", run)).toBe("runs/pilot/20261120T070809Z-lenet5-0a1b2c-s3");
});

test("runFolderOf() gives a study no seed, and isStudyFolder() knows it again", () => {
  const path = runFolderOf("runs", "translation", { started, name: "study", hash: "0a1b2c" });
  expect(path).toBe("runs/translation/20261120T070809Z-study-0a1b2c");
  expect(isStudyFolder("20261120T070809Z-study-0a1b2c")).toBe(true);
  expect(isStudyFolder("20261120T070809Z-study-0a1b2c-2")).toBe(true);
});

test.each(["20261120T070809Z-lenet5-0a1b2c-s3", "study", "notes.txt"])(
  "isStudyFolder() passes over %s",
  (name) => {
    expect(isStudyFolder(name)).toBe(false);
  },
);

test("cellFolderOf() puts a training inside its study", () => {
  expect(cellFolderOf("runs/a/b", "lenet5-s0")).toBe("runs/a/b/cells/lenet5-s0");
});

test("studyOf() tells a study's training from a run of its own", () => {
  const study = "runs/a/20261120T070809Z-study-0a1b2c";
  expect(studyOf(cellFolderOf(study, "lenet5-s0"))).toBe(study);
  expect(studyOf("runs/a/b")).toBeUndefined();
  expect(studyOf("runs/cells/b")).toBeUndefined();
  expect(studyOf(study)).toBeUndefined();
});

test.each([
  [{ epoch: 8, step: 0 }, "epoch-0008.safetensors"],
  [{ epoch: 8, step: 120 }, "epoch-0008-step-000120.safetensors"],
  [{ epoch: 12345, step: 1234567 }, "epoch-12345-step-1234567.safetensors"],
])("checkpointFile() names %o, and checkpointPlace() knows it again", (place, name) => {
  expect(checkpointFile(place)).toBe(`checkpoints/${name}`);
  expect(checkpointPlace(name)).toEqual(place);
});

test.each(["epoch-0008.json", "epoch-8.safetensors", "epoch-0008.safetensors.new-12", "last"])(
  "checkpointPlace() passes over %s",
  (name) => {
    expect(checkpointPlace(name)).toBeUndefined();
  },
);

test.each([
  ["checkpoints/epoch-0008.safetensors", "checkpoints/epoch-0008.json"],
  ["weights", "weights.json"],
])("stateFileOf() puts the state beside %s", (weights, state) => {
  expect(stateFileOf(weights)).toBe(state);
});

test("placeText() says where a training stood", () => {
  expect(placeText({ epoch: 8, step: 0 })).toBe("after epoch 8");
  expect(placeText({ epoch: 8, step: 120 })).toBe("after epoch 8, step 120 of the next");
});
