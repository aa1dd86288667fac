import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { DataError, UsageError } from "../core/errors.ts";
import { StorageError } from "../storage/storageError.ts";
import {
  checkpointOf,
  checkpointPath,
  countOnLadder,
  isOnLadder,
  type Ladder,
  lastSound,
  listCheckpoints,
  parseCheckpointReference,
  pruneCheckpoints,
  removeCheckpointsAfter,
} from "./checkpoints.ts";
import { writeWeights } from "./writeWeights.ts";

let folder: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
});

const sums = { step: 0, loss: 0, correct: 0, images: 0, seconds: 0, waited: 0 };

/** Writes a checkpoint whose one weight is its epoch. */
async function write(epoch: number, step = 0, best?: number): Promise<string> {
  const path = checkpointPath(folder, { epoch, step });
  const data = Float32Array.of(epoch);
  const tensors = new Map([["w", { dtype: "f32", shape: [1], data } as const]]);
  await writeWeights(
    path,
    { tensors, metadata: {} },
    {
      schema: 1,
      learnscope: "0.1.0",
      network: "mlp",
      options: {},
      seed: 0,
      epoch,
      parameterCount: 1,
      bufferCount: 0,
      training: {
        sums: { ...sums, step },
        ...(best === undefined ? {} : { best: { epoch: best, metric: "test/accuracy", value: 1 } }),
      },
    },
  );
  return path;
}

const kept = async () => (await listCheckpoints(folder)).map(({ epoch, step }) => [epoch, step]);
const stateOf = (path: string) => path.replace("safetensors", "json");

/** Alters a file without changing its length. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(path, bytes);
}

test("listCheckpoints() finds nothing in a run that was not begun", async () => {
  expect(await listCheckpoints(folder)).toEqual([]);
});

test("listCheckpoints() puts them in the order of training, not of names", async () => {
  for (const [epoch, step] of [
    [10000, 0],
    [2, 0],
    [2, 1000000],
    [2, 30],
    [0, 0],
  ] as const) {
    await write(epoch, step);
  }
  expect(await kept()).toEqual([
    [0, 0],
    [2, 0],
    [2, 30],
    [2, 1000000],
    [10000, 0],
  ]);
  const [first] = await listCheckpoints(folder);
  expect(first!.path).toBe(join(folder, "checkpoints/epoch-0000.safetensors"));
});

test("listCheckpoints() passes over what has no state yet, and over other files", async () => {
  await write(1);
  rmSync(stateOf(await write(2)));
  writeFileSync(join(folder, "checkpoints/notes.txt"), "");
  expect(await kept()).toEqual([[1, 0]]);
});

test("listCheckpoints() refuses a file in place of the folder", async () => {
  writeFileSync(join(folder, "checkpoints"), "");
  await expect(listCheckpoints(folder)).rejects.toThrow(
    new StorageError(
      `Cannot read "${join(folder, "checkpoints")}": part of the path is a file, needs a folder`,
    ),
  );
});

test("lastSound() gives the last one, with its state", async () => {
  await write(1);
  await write(1, 7);
  const notes: string[] = [];
  const found = await lastSound(folder, (line) => notes.push(line));
  expect(found).toMatchObject({ epoch: 1, step: 7, state: { epoch: 1, network: "mlp" } });
  expect(notes).toEqual([]);
});

test("lastSound() goes back to the one before where the last is damaged, and says so", async () => {
  await write(1);
  const weights = await write(2);
  const third = await write(3);
  damage(weights);
  writeFileSync(stateOf(third), "{");
  const notes: string[] = [];
  expect(await lastSound(folder, (line) => notes.push(line))).toMatchObject({ epoch: 1 });
  expect(notes).toHaveLength(2);
  expect(notes[0]).toBe(
    `Cannot read "${stateOf(third)}": it is not JSON, needs an unaltered file; going back to the checkpoint before it`,
  );
  expect(notes[1]).toMatch(/^Cannot read ".+epoch-0002\.safetensors": its SHA-256 is /);
});

test("lastSound() goes back also where a checkpoint bears the name of another", async () => {
  const first = await write(1);
  const second = checkpointPath(folder, { epoch: 2, step: 0 });
  for (const of of [(path: string) => path, stateOf]) copyFileSync(of(first), of(second));
  const notes: string[] = [];
  expect(await lastSound(folder, (line) => notes.push(line))).toMatchObject({ epoch: 1 });
  expect(notes).toEqual([
    `Cannot read "${second}": it was written after epoch 1, needs the name of that; going back to the checkpoint before it`,
  ]);
});

test("lastSound() finds nothing where all are damaged, or there are none", async () => {
  expect(await lastSound(folder, () => {})).toBeUndefined();
  damage(await write(0));
  expect(await lastSound(folder, () => {})).toBeUndefined();
});

test.each([
  ["runs/a@8", "runs/a", 8],
  ["runs/a@last", "runs/a", "last"],
  ["runs/a@best", "runs/a", "best"],
  ["runs/a", "runs/a", "last"],
  ["someone@home/a", "someone@home/a", "last"],
  ["someone@home/a@0", "someone@home/a", 0],
])("parseCheckpointReference() reads %s", (reference, run, which) => {
  expect(parseCheckpointReference(reference)).toEqual({ run, which });
});

test.each(["a@", "a@-1", "a@first", "a@1.5"])("parseCheckpointReference() refuses %s", (text) => {
  const word = text.slice(text.indexOf("@"));
  expect(() => parseCheckpointReference(text)).toThrow(
    new UsageError(
      `Cannot find a checkpoint of "a": "${word}" was asked for, needs an epoch such as @8, @last or @best`,
    ),
  );
});

test("checkpointOf() gives an epoch's, the last and the best", async () => {
  await write(1);
  await write(2);
  await write(2, 5, 1);
  expect(await checkpointOf(folder, 2)).toMatchObject({ epoch: 2, step: 0 });
  expect(await checkpointOf(folder, "last")).toMatchObject({ epoch: 2, step: 5 });
  expect(await checkpointOf(folder, "best")).toMatchObject({ epoch: 1, step: 0 });
});

test("checkpointOf() says which there are", async () => {
  await write(1);
  await write(2);
  await write(2, 5);
  for (const which of [3, "best"] as const) {
    await expect(checkpointOf(folder, which)).rejects.toThrow(
      new UsageError(
        `Cannot find a checkpoint of "${folder}": there is no "@${which}", needs "@1" or "@2"`,
      ),
    );
  }
});

test("checkpointOf() refuses a run without any, and a damaged one", async () => {
  await expect(checkpointOf(folder, "last")).rejects.toThrow(
    new DataError(
      `Cannot find a checkpoint of "${folder}": it has none, needs a run that was begun`,
    ),
  );
  damage(await write(1));
  await expect(checkpointOf(folder, 1)).rejects.toThrow(DataError);
});

test.each<[Ladder, readonly number[]]>([
  ["log2", [0, 1, 2, 4, 8]],
  ["every", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ["last", []],
])("isOnLadder() of %s", (ladder, epochs) => {
  const all = Array.from({ length: 10 }, (_, epoch) => epoch);
  expect(all.filter((epoch) => isOnLadder(ladder, epoch))).toEqual(epochs);
});

test.each<Ladder>(["log2", "every", "last"])("countOnLadder() counts those of %s", (ladder) => {
  for (let epochs = 0, count = 0; epochs < 70; epochs++) {
    count += Number(isOnLadder(ladder, epochs));
    expect(countOnLadder(ladder, epochs)).toBe(count);
  }
});

test("pruneCheckpoints() keeps the ladder, the best and the last two", async () => {
  for (let epoch = 0; epoch <= 11; epoch++) await write(epoch);
  await pruneCheckpoints(folder, { ladder: "log2", best: 5, last: 2 });
  expect((await kept()).map(([epoch]) => epoch)).toEqual([0, 1, 2, 4, 5, 8, 10, 11]);
  await pruneCheckpoints(folder, { ladder: "last", best: undefined, last: 2 });
  expect((await kept()).map(([epoch]) => epoch)).toEqual([10, 11]);
  expect(readdirSync(join(folder, "checkpoints"))).toHaveLength(4);
});

test("pruneCheckpoints() keeps of those within an epoch none but the last two of all", async () => {
  for (const step of [0, 10, 20, 30]) await write(1, step);
  await pruneCheckpoints(folder, { ladder: "every", best: undefined, last: 2 });
  expect(await kept()).toEqual([
    [1, 0],
    [1, 20],
    [1, 30],
  ]);
});

test("removeCheckpointsAfter() takes away what lies behind a place, or all", async () => {
  for (const [epoch, step] of [
    [1, 0],
    [1, 10],
    [1, 20],
    [2, 0],
  ] as const) {
    await write(epoch, step);
  }
  await removeCheckpointsAfter(folder, { epoch: 1, step: 10 });
  expect(await kept()).toEqual([
    [1, 0],
    [1, 10],
  ]);
  await removeCheckpointsAfter(folder, undefined);
  expect(await kept()).toEqual([]);
});

test("removeCheckpointsAfter() takes away tensors that a killed process wrote no state to", async () => {
  await write(0);
  rmSync(stateOf(await write(0, 7)));
  await removeCheckpointsAfter(folder, { epoch: 0, step: 10 });
  expect(readdirSync(join(folder, "checkpoints"))).toEqual([
    "epoch-0000.json",
    "epoch-0000.safetensors",
  ]);
});

test("removeCheckpointsAfter() of a run that was not begun does nothing", async () => {
  mkdirSync(join(folder, "checkpoints"));
  await removeCheckpointsAfter(folder, { epoch: 0, step: 0 });
  expect(await kept()).toEqual([]);
});
