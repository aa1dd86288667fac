import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { StorageError } from "../storage/storageError.ts";
import { readWeightsState } from "./weightsState.ts";
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
  path = join(folder, "last.safetensors");
  statePath = join(folder, "last.json");
  await writeWeights(path, content([1, 2]), state);
});

test("writeWeights() leaves two files, and readWeightsState() gives what was said of them", async () => {
  expect(readdirSync(join(path, "..")).sort()).toEqual(["last.json", "last.safetensors"]);
  const { sha256, ...rest } = await readWeightsState(path);
  expect(rest).toEqual(state);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
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

test("readWeightsState() refuses a state that was altered", async () => {
  writeFileSync(statePath, readFileSync(statePath, "utf8").replace('"full"', "5"));
  await expect(readWeightsState(path)).rejects.toThrow(
    new DataError(`Cannot read "${statePath}": its options.c3 is damaged, needs an unaltered file`),
  );
});

test("readWeightsState() says which of the two files is missing", async () => {
  const other = path.replace("last", "other");
  const otherState = statePath.replace("last", "other");
  await expect(readWeightsState(other)).rejects.toThrow(
    new StorageError(`Cannot read "${otherState}": it does not exist, needs a run that has it`),
  );
  writeFileSync(otherState, readFileSync(statePath));
  await expect(readWeightsState(other)).rejects.toThrow(
    new StorageError(`Cannot read "${other}": it does not exist, needs a run that has it`),
  );
});
