import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { StorageError } from "../storage/storageError.ts";
import { readWeightsState, stateHash } from "./weightsState.ts";
import { writeWeights } from "./writeWeights.ts";

const state = {
  schema: 1,
  learnscope: "0.1.0",
  network: "lenet5",
  options: { c3: "full" },
  seed: 3,
  epoch: 2,
  parameterCount: 2,
  bufferCount: 0,
};
const content = (numbers: readonly number[]) => ({
  tensors: new Map([
    ["w", { dtype: "f32", shape: [numbers.length], data: Float32Array.from(numbers) } as const],
  ]),
  metadata: {},
});

let path: string;
let statePath: string;
beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), "learnscope-"));
  path = join(folder, "epoch-0002.safetensors");
  statePath = join(folder, "epoch-0002.json");
  await writeWeights(path, content([1, 2]), state);
});

test("writeWeights() leaves two files, and readWeightsState() gives what was said of them", async () => {
  expect(readdirSync(join(path, "..")).sort()).toEqual([
    "epoch-0002.json",
    "epoch-0002.safetensors",
  ]);
  const { sha256, stateSha256, ...rest } = await readWeightsState(path);
  expect(rest).toEqual(state);
  expect(sha256).toBe(createHash("sha256").update(readFileSync(path)).digest("hex"));
  expect(stateSha256).toBe(stateHash({ ...state, sha256 }));
});

test("writeWeights() gives the same bytes for the same numbers", async () => {
  const first = readFileSync(path);
  await writeWeights(path, content([1, 2]), state);
  expect(readFileSync(path).equals(first)).toBe(true);
});

test("readWeightsState() refuses the state of other weights", async () => {
  const old = readFileSync(statePath);
  const { sha256 } = await readWeightsState(path);
  await writeWeights(path, content([1, 3]), state);
  const { sha256: other } = await readWeightsState(path);
  writeFileSync(statePath, old);
  await expect(readWeightsState(path)).rejects.toThrow(
    new DataError(
      `Cannot read "${path}": its SHA-256 is ${other}, needs ${sha256} as "${statePath}" says`,
    ),
  );
});

test("readWeightsState() gives back where a training stood", async () => {
  const sums = { step: 7, loss: 12.5, correct: 3, images: 448, seconds: 1.25, waited: 0.5 };
  const training = { sums, best: { epoch: 1, metric: "test/accuracy", value: 0.75 } };
  await writeWeights(path, content([1, 2]), { ...state, training });
  expect((await readWeightsState(path)).training).toEqual(training);
});

test.each([
  ['"seed": 3', '"seed": 4'],
  ['"epoch": 2', '"epoch": 3'],
  ['"full"', '"none"'],
])("readWeightsState() refuses a state in which %s became %s", async (before, after) => {
  writeFileSync(statePath, readFileSync(statePath, "utf8").replace(before, after));
  await expect(readWeightsState(path)).rejects.toThrow(
    new DataError(
      `Cannot read "${statePath}": its stateSha256 is not that of what it says, needs an unaltered file`,
    ),
  );
});

test("readWeightsState() refuses weights that were cut off", async () => {
  writeFileSync(path, readFileSync(path).subarray(0, -4));
  await expect(readWeightsState(path)).rejects.toThrow(
    /^Cannot read ".+epoch-0002\.safetensors": its SHA-256 is [0-9a-f]{64}, needs /,
  );
});

test("readWeightsState() refuses a state that was altered", async () => {
  writeFileSync(statePath, readFileSync(statePath, "utf8").replace('"full"', "5"));
  await expect(readWeightsState(path)).rejects.toThrow(
    new DataError(`Cannot read "${statePath}": its options.c3 is damaged, needs an unaltered file`),
  );
});

test("readWeightsState() says which of the two files is missing", async () => {
  const other = path.replace("epoch-0002", "other");
  const otherState = statePath.replace("epoch-0002", "other");
  await expect(readWeightsState(other)).rejects.toThrow(
    new StorageError(`Cannot read "${otherState}": it does not exist, needs a run that has it`),
  );
  writeFileSync(otherState, readFileSync(statePath));
  await expect(readWeightsState(other)).rejects.toThrow(
    new StorageError(`Cannot read "${other}": it does not exist, needs a run that has it`),
  );
});
