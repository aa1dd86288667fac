import { appendFileSync, cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { lockText } from "../support/lockText.ts";
import { ended, folderIn, killed, leftoversOf, printsOf } from "./killedRun.ts";
import { jsonOf, learnscope, makeFolder, readJson, startLearnscope } from "./learnscope.ts";

// A busy machine takes its time to start so many programs.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const words = [
  "train",
  "model=lenet5",
  "data=generated-digits",
  "trainCount=600",
  "testCount=100",
  "epochs=6",
  "ladder=every",
];

/** What an undisturbed run leaves. */
let prints: Record<string, string>;
/** A run that was killed while its third epoch went on; tests damage copies of it. */
let broken: string;
let lastEpoch: number;

beforeAll(async () => {
  const [whole] = jsonOf(learnscope([...words, `runs=${makeFolder()}`, "--json"])).runs;
  prints = printsOf(whole.folder);
  const runs = makeFolder();
  const moment = { file: /^epoch-0002\.json$/, within: "checkpoints", times: 1 } as const;
  await killed([...words, `runs=${runs}`], { folder: () => folderIn(runs), moment });
  broken = folderIn(runs)!;
  lastEpoch = readFileSync(join(broken, "metrics.jsonl"), "utf8").split("\n").length - 2;
  // In case that it was killed between a log and its checkpoint.
  if (!(checkpoint(lastEpoch) in printsOf(broken))) lastEpoch--;
});

function checkpoint(epoch: number, extension = "safetensors"): string {
  return `checkpoints/epoch-000${epoch}.${extension}`;
}

/** Damages a copy of the run and goes on with it. */
function resumed(damage: (folder: string) => void) {
  const folder = join(makeFolder(), "a");
  cpSync(broken, folder, { recursive: true });
  damage(folder);
  return { folder, ...learnscope(["resume", folder]) };
}

/** Changes a byte in the middle of a file. */
function alter(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(path, bytes);
}

function expectSameEnd({ folder, exitCode, stderr }: ReturnType<typeof resumed>): void {
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  expect(printsOf(folder)).toEqual(prints);
  expect(leftoversOf(folder)).toEqual([]);
  expect(readJson(folder, "status.json").state).toBe("done");
}

test("resume goes on from the last checkpoint of a killed run, and says so", () => {
  const done = resumed(() => {});
  expectSameEnd(done);
  expect(done.stderr).toContain(
    `Going on after epoch ${lastEpoch}; the checkpoint is as it was written (SHA-256)\n`,
  );
});

test.each<[string, (path: string) => void, string]>([
  ["tensors were cut off", (path) => truncateSync(path, 1000), "its SHA-256 is "],
  ["tensors were altered in one bit", alter, "its SHA-256 is "],
  ["tensors are empty", (path) => truncateSync(path, 0), "its SHA-256 is "],
])("resume goes on from the checkpoint before one whose %s", (_, damage, what) => {
  const done = resumed((folder) => damage(join(folder, checkpoint(lastEpoch))));
  expectSameEnd(done);
  const path = join(done.folder, checkpoint(lastEpoch));
  expect(done.stderr).toContain(`Cannot read "${path}": ${what}`);
  expect(done.stderr).toContain(
    `needs ${readJson(broken, checkpoint(lastEpoch, "json")).sha256} as "${path.replace("safetensors", "json")}" says; going back to the checkpoint before it\n`,
  );
  expect(done.stderr).toContain(`Going on after epoch ${lastEpoch - 1}; `);
});

test.each<[string, (path: string) => void, string]>([
  [
    "was altered by hand",
    (path) => writeFileSync(path, readFileSync(path, "utf8").replace('"loss": 0', '"loss": 1')),
    "its stateSha256 is not that of what it says, needs an unaltered file",
  ],
  ["was cut off", (path) => truncateSync(path, 100), "it is not JSON, needs an unaltered file"],
  [
    "lost a key",
    (path) => writeFileSync(path, readFileSync(path, "utf8").replace('"sums"', '"suns"')),
    "its training.sums is damaged, needs an unaltered file",
  ],
])("resume goes on from the checkpoint before one whose state %s", (_, damage, what) => {
  const done = resumed((folder) => damage(join(folder, checkpoint(lastEpoch, "json"))));
  expectSameEnd(done);
  const path = join(done.folder, checkpoint(lastEpoch, "json"));
  expect(done.stderr).toContain(
    `Cannot read "${path}": ${what}; going back to the checkpoint before it\n`,
  );
});

test("resume passes over a checkpoint that was never finished", () => {
  const done = resumed((folder) => {
    rmSync(join(folder, checkpoint(lastEpoch, "json")));
    writeFileSync(join(folder, `${checkpoint(9)}.new-123`), "half");
    writeFileSync(join(folder, "status.json.new-123"), "{");
  });
  expectSameEnd(done);
  expect(done.stderr).toContain(`Going on after epoch ${lastEpoch - 1}; `);
});

test("resume starts over where every checkpoint is damaged, and says so", () => {
  const done = resumed((folder) => {
    for (let epoch = 0; epoch <= lastEpoch; epoch++) alter(join(folder, checkpoint(epoch)));
  });
  expectSameEnd(done);
  expect(done.stderr.match(/going back to the checkpoint before it$/gm)).toHaveLength(
    lastEpoch + 1,
  );
  expect(done.stderr).toContain("No checkpoint is as it was written: starting over\n");
  expect(done.stderr).not.toContain("Going on after");
});

test("resume takes back lines of the logs that no checkpoint stands behind, and half a line", () => {
  const done = resumed((folder) => {
    for (const log of ["metrics.jsonl", "timings.jsonl"]) {
      const path = join(folder, log);
      appendFileSync(
        path,
        `{"epoch":${lastEpoch + 1},"train/loss":7}\n{"epoch":${lastEpoch + 2},"tr`,
      );
    }
  });
  expectSameEnd(done);
});

test("resume refuses logs that were altered before the place where it goes on", () => {
  const path = (folder: string) => join(folder, "metrics.jsonl");
  const shorter = resumed((folder) => {
    const [first] = readFileSync(path(folder), "utf8").split("\n");
    writeFileSync(path(folder), `${first}\n`);
  });
  expect([shorter.exitCode, shorter.stderr]).toEqual([
    1,
    expect.stringContaining(
      `Cannot go on with "${path(shorter.folder)}": it ends before epoch 1, needs all up to ${lastEpoch}\n`,
    ),
  ]);
  const altered = resumed((folder) => {
    const text = readFileSync(path(folder), "utf8");
    writeFileSync(path(folder), text.replace('"epoch":1', '"epoch":7'));
  });
  expect([altered.exitCode, altered.stderr]).toEqual([
    1,
    expect.stringContaining(
      `Cannot read "${path(altered.folder)}": line 2 is of epoch 7 instead of 1, needs an unaltered file\n`,
    ),
  ]);
});

test("resume takes over the lock of a process that is gone, and of a later one with its number", () => {
  expectSameEnd(resumed((folder) => rmSync(join(folder, "run.lock"), { force: true })));
  expectSameEnd(
    resumed((folder) => {
      const other = lockText(process.pid).replace(/"start":"/, '"start":"1');
      writeFileSync(join(folder, "run.lock"), other);
    }),
  );
});

test("resume refuses a run whose lock another process holds", () => {
  const { folder, exitCode, stderr } = resumed((path) =>
    writeFileSync(join(path, "run.lock"), lockText(process.pid)),
  );
  const lock = join(folder, "run.lock");
  expect([exitCode, stderr]).toEqual([
    1,
    `Cannot work on "${folder}": process ${process.pid} is at work on it, needs that to end, or "${lock}" deleted where it is another program\n`,
  ]);
  expect(printsOf(folder)).toEqual(printsOf(broken));
});

test("resume of one run by several processes at once is done by one of them", async () => {
  const folder = join(makeFolder(), "a");
  cpSync(broken, folder, { recursive: true });
  const all = await Promise.all([1, 2, 3].map(() => ended(startLearnscope(["resume", folder]))));
  expect(all.map(({ exitCode }) => exitCode)).toContain(0);
  for (const { exitCode, stderr } of all) {
    const isRefused = stderr.includes(`Cannot work on "${folder}": process `);
    expect([exitCode, stderr]).toEqual([isRefused ? 1 : 0, stderr]);
  }
  expect(printsOf(folder)).toEqual(prints);
  expect(leftoversOf(folder)).toEqual([]);
});

test.each(["manifest.json", "status.json", "dataset.json"])(
  "resume refuses a run whose %s is damaged",
  (name) => {
    const { folder, exitCode, stderr } = resumed((path) => truncateSync(join(path, name), 20));
    expect([exitCode, stderr]).toEqual([
      1,
      `Cannot read "${join(folder, name)}": it is not JSON, needs an unaltered file\n`,
    ]);
  },
);
