import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { jsonOf, learnscope, makeFolder, onlyEntry, readJson } from "./learnscope.ts";

const runs = makeFolder();
const counts = ["data=generated-digits", "trainCount=300", "testCount=100"];
const training = [...counts, "model=pooled-mlp", "epochs=5", "ladder=every", "learningRate=0.2"];
let parent: string;

beforeAll(() => {
  const momentum = ["momentum=0.5", "augment=translate:by=2"];
  const trained = jsonOf(learnscope(["train", ...training, ...momentum, `runs=${runs}`, "--json"]));
  parent = trained.runs[0].folder;
});

function fork(reference: string, ...words: readonly string[]) {
  return learnscope(["fork", reference, `runs=${runs}`, ...words]);
}

function checkpoint(folder: string, epoch: number): Buffer {
  return readFileSync(join(folder, `checkpoints/epoch-000${epoch}.safetensors`));
}

function logOf(folder: string): string[] {
  return readFileSync(join(folder, "metrics.jsonl"), "utf8").trimEnd().split("\n");
}

test("fork without a change gives its parent's bits", () => {
  const { folder, points, changes } = jsonOf(fork(`${parent}@2`, "--json"));
  expect(changes).toEqual([]);
  for (const epoch of [2, 3, 4, 5]) {
    expect(checkpoint(folder, epoch).equals(checkpoint(parent, epoch))).toBe(true);
  }
  expect(logOf(folder)).toEqual(logOf(parent));
  expect(points.map(({ epoch }: { epoch: number }) => epoch)).toEqual([2, 3, 4, 5]);
  expect(points.at(-1)).toMatchObject({ flipped: 0, weights: { distance: 0 } });
  expect(readJson(folder, "checkpoints/epoch-0002.json").training.best.epoch).toBe(2);
  expect(readJson(folder, "manifest.json")).toMatchObject({
    seed: 0,
    parent: {
      run: parent,
      epoch: 2,
      sha256: readJson(parent, "checkpoints/epoch-0002.json").sha256,
    },
  });
});

test("fork with another learning rate is its parent until the fork, and draws what comes then", () => {
  const { stdout, stderr, exitCode } = fork(`${parent}@2`, "learningRate=0.02");
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`Fork of ${parent} after epoch 2: learningRate 0.2 → 0.02\n`);
  expect(stdout).toMatch(/^Test accuracy after epoch 5: \d+\.\d%, parent \d+\.\d%$/m);
  expect(stdout).toMatch(/^epoch +other answer +right → wrong .+ CKA f1 +CKA logits$/m);
  expect(stdout.match(/^ +[2345] /gm)).toHaveLength(4);
  expect(stderr.match(/^pooled-mlp-s0 {2}epoch \d/gm)).toHaveLength(3);
  const folder = /^Fork: (.+)$/m.exec(stdout)![1]!;
  expect(readdirSync(join(folder, "figures")).sort()).toEqual(
    ["csv", "json", "svg"].map((type) => `divergence.${type}`),
  );
  const [ours, theirs] = [logOf(folder), logOf(parent)];
  expect(ours.slice(0, 3)).toEqual(theirs.slice(0, 3));
  expect(ours[3]).not.toBe(theirs[3]);
  expect(checkpoint(folder, 2).equals(checkpoint(parent, 2))).toBe(true);
  expect(checkpoint(folder, 3).equals(checkpoint(parent, 3))).toBe(false);
  expect(stdout).toContain(`Figure: ${folder}/figures/divergence.svg`);

  const again = jsonOf(learnscope(["divergence", folder, "--json"]));
  const drawn = readJson(folder, "figures/divergence.json").data;
  const flipsOf = ({ epoch, flipped }: Record<string, number>) => ({ epoch, flipped });
  expect(again.points.map(flipsOf)).toEqual(drawn.map(flipsOf));
  expect(again.changes).toEqual([{ key: "learningRate", parent: "0.2", fork: "0.02" }]);
});

test("fork with another optimiser, seed and labels says what begins anew", () => {
  const words = ["optimiser=adam", "momentum=0", "learningRate=0.001", "seed=4", "labelNoise=0.1"];
  const { stderr, stdout, exitCode } = fork(`${parent}@3`, ...words);
  expect(exitCode).toBe(0);
  expect(stderr).toContain("Batches, augmentation and dropout are those of seed 4 after epoch 3\n");
  expect(stderr).toContain("Left behind of the parent's training: momentum\n");
  expect(stderr).toMatch(/^Begun at 0 after epoch 3: gradientMean, .*gradientSquare/m);
  expect(stdout).toMatch(/^Fork: .+-s4$/m);
});

test("fork of the last epoch trains on, and says that there is nothing to compare", () => {
  const { stdout, exitCode } = fork(`${parent}@last`, "epochs=6");
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    `Nothing to compare after the fork: ${parent} has no checkpoint of a later epoch that the fork has`,
  );
  expect(stdout).not.toContain("Figure:");
});

test("fork --dry-run prints the configuration and what changes, and makes nothing", () => {
  const before = readdirSync(join(runs, "train"));
  const { best } = readJson(parent, "checkpoints/epoch-0005.json").training;
  const planned = jsonOf(fork(`${parent}@best`, "epochs=9", "--dry-run", "--json"));
  expect(planned).toMatchObject({
    epochs: 9,
    seed: 0,
    batchSize: 64,
    parent: `${parent}@${best.epoch}`,
    changes: "epochs 5 → 9",
  });
  expect(readdirSync(join(runs, "train"))).toEqual(before);
});

test.each([
  [
    "@2",
    "batchSize=32",
    2,
    "with batchSize=32: network, images and batches of a fork are its parent's, needs other keys, such as learningRate, epochs, augment or seed",
  ],
  ["@2", "epochs=2", 2, "at epoch 2: epochs is 2, needs more than 2"],
  ["@9", "epochs=10", 2, 'there is no "@9", needs "@0", "@1", "@2", "@3", "@4" or "@5"'],
  ["@two", "epochs=10", 2, '"@two" was asked for, needs an epoch such as @8, @last or @best'],
])("fork%s %s is refused before anything is made", (place, word, code, reason) => {
  const before = readdirSync(join(runs, "train"));
  const { exitCode, stderr } = fork(`${parent}${place}`, word);
  expect([exitCode, stderr.trimEnd()]).toEqual([code, expect.stringContaining(reason)]);
  expect(readdirSync(join(runs, "train"))).toEqual(before);
});

test("fork refuses images of another size before anything is made", () => {
  const before = readdirSync(join(runs, "train"));
  const { exitCode, stderr } = fork(`${parent}@2`, "augment=resize:14");
  expect([exitCode, stderr]).toEqual([
    1,
    'Cannot show training images to "pooled-mlp": they are [1, 14, 14], needs [1, 28, 28]\n',
  ]);
  expect(readdirSync(join(runs, "train"))).toEqual(before);
});

test("fork refuses a damaged checkpoint of the parent", () => {
  const copy = join(makeFolder(), "train/copy");
  cpSync(parent, copy, { recursive: true });
  const path = join(copy, "checkpoints/epoch-0002.safetensors");
  const bytes = readFileSync(path);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(path, bytes);
  const { exitCode, stderr } = learnscope(["fork", `${copy}@2`]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Cannot read ".+epoch-0002\.safetensors": its SHA-256 is .+, needs /);
  expect(onlyEntry(copy, "..")).toContain("copy");
});

test("fork that has lost its beginning is not begun anew by resume", () => {
  const own = makeFolder();
  const trained = jsonOf(
    learnscope(["train", ...training, "epochs=3", `runs=${own}`, "--json"].filter(isNotFive)),
  );
  const from = trained.runs[0].folder;
  const { folder } = jsonOf(learnscope(["fork", `${from}@1`, `runs=${own}`, "--json"]));
  const status = readJson(folder, "status.json");
  writeFileSync(join(folder, "status.json"), JSON.stringify({ ...status, state: "interrupted" }));
  for (const name of readdirSync(join(folder, "checkpoints"))) {
    writeFileSync(join(folder, "checkpoints", name), "");
  }
  const { exitCode, stderr } = learnscope(["resume", folder]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    `Cannot go on with "${folder}": none of its checkpoints is as it was written, needs to be forked again from "${from}@1"`,
  );
  expect(existsSync(join(folder, "checkpoints/epoch-0001.safetensors"))).toBe(true);
});

function isNotFive(word: string): boolean {
  return word !== "epochs=5";
}
