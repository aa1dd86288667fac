import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { projectRoot } from "../../tools/project.mjs";
import { folderIn, printsOf, wordsOfFour as words } from "./killedRun.ts";
import { jsonOf, learnscope, makeFolder, readJson } from "./learnscope.ts";

// A busy machine takes its time to start so many programs.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

/** How to get a view of the file system of one's own, to mount small disks in; nothing where there is none. */
const unshare = [["-m"], ["-rm"]].find((flags) => {
  const script = 'mount -t tmpfs -o size=1m none "$0"';
  return spawnSync("unshare", [...flags, "sh", "-c", script, makeFolder()]).status === 0;
});
const reason = unshare ? "" : " (skipped: file systems cannot be mounted here)";

let prints: Record<string, string>;
beforeAll(() => {
  if (!unshare) return;
  const [whole] = jsonOf(learnscope([...words, `runs=${makeFolder()}`, "--json"])).runs;
  prints = printsOf(whole.folder);
});

/**
 * Runs a shell script with a disk of 4 MiB mounted at `$disk`; `learnscope` is the program. What it leaves on the disk is
 * copied to the folder that is given back.
 */
function onSmallDisk(script: string) {
  const [disk, kept] = [makeFolder(), makeFolder()];
  const program = join(projectRoot, "dist/cli/main.js");
  const whole = [
    `disk=${disk}`,
    `learnscope() { '${process.execPath}' '${program}' "$@" 2>'${kept}'/"$name".txt; echo $? >>'${kept}/codes'; }`,
    'mount -t tmpfs -o size=4m none "$disk"',
    script,
    `cp -r "$disk/runs" '${kept}'`,
  ].join("\n");
  const env = { ...process.env, OMP_NUM_THREADS: "1", HOME: makeFolder() };
  const { stderr } = spawnSync("unshare", [...(unshare ?? []), "sh", "-c", whole], {
    encoding: "utf8",
    env,
  });
  const said = (name: string) => readFileSync(join(kept, `${name}.txt`), "utf8");
  const codes = readFileSync(join(kept, "codes"), "utf8").trim().split("\n").map(Number);
  return { disk, runs: join(kept, "runs"), codes, said, stderr };
}

/** Begins to train, and fills the disk once there is a checkpoint. */
const untilFull = `
name=first learnscope ${words.join(" ")} "runs=$disk/runs" &
while ! ls "$disk"/runs/train/*/checkpoints/epoch-0001.json >/dev/null 2>&1; do sleep 0.01; done
dd if=/dev/zero of="$disk/filler" bs=4k >/dev/null 2>&1
wait`;

describe.skipIf(!unshare)(`a small disk${reason}`, () => {
  test("train on a disk that becomes full says so in a sentence, and goes on to the same bits once there is space", () => {
    const { disk, runs, codes, said, stderr } = onSmallDisk(`${untilFull}
rm "$disk/filler"
mount -o remount,size=32m none "$disk"
name=second learnscope resume "$disk"/runs/train/*`);
    expect(said("first")).toMatch(
      new RegExp(`^Cannot write "${disk}/.+": the disk is full, needs free space$`, "m"),
    );
    expect(codes).toEqual([1, 0]);
    expect(said("second")).toMatch(/^Going on after epoch [1-3]/m);
    expect(printsOf(folderIn(runs)!)).toEqual(prints);
    expect(stderr).toBe("");
  });

  test("resume on a disk that is still full says so, and harms nothing", () => {
    const { disk, runs, codes, said } = onSmallDisk(`${untilFull}
name=second learnscope resume "$disk"/runs/train/*
cat "$disk"/runs/train/*/run.lock
rm "$disk/filler"
name=third learnscope resume "$disk"/runs/train/*`);
    expect(codes).toEqual([1, 1, 0]);
    expect(said("second")).toMatch(
      new RegExp(`^Cannot write "${disk}/.+": the disk is full, needs free space$`, "m"),
    );
    expect(said("third")).toMatch(/^Going on after epoch [1-3]/m);
    expect(printsOf(folderIn(runs)!)).toEqual(prints);
  });

  test("train refuses a disk that has no room for its checkpoints before it begins", () => {
    const { disk, runs, codes, said } = onSmallDisk(`mkdir "$disk/runs"
dd if=/dev/zero of="$disk/filler" bs=1k count=3500 2>/dev/null
name=only learnscope ${words.join(" ")} "runs=$disk/runs"`);
    expect([codes, said("only")]).toEqual([
      [1],
      expect.stringMatching(
        new RegExp(`^Cannot write "${disk}/runs/train": .+ are free on the disk, needs .+\n$`),
      ),
    ]);
    expect(folderIn(runs)).toBeUndefined();
  });

  test("resume and train on a disk that is read-only say so in a sentence", () => {
    const { disk, runs, codes, said } = onSmallDisk(`
name=first learnscope ${words.join(" ")} "runs=$disk/runs"
sed -i s/done/interrupted/ "$disk"/runs/train/*/status.json
mount -o remount,ro none "$disk"
name=second learnscope resume "$disk"/runs/train/*
name=third learnscope ${words.join(" ")} "runs=$disk/runs"`);
    expect(codes).toEqual([0, 1, 1]);
    const path = (said("second").match(/".+?"/) ?? [""])[0];
    expect(said("second")).toBe(
      `Cannot write ${path}: the disk is read-only, needs one that can be written to\n`,
    );
    expect(path).toMatch(new RegExp(`^"${disk}/runs/train/.+/run\\.lock"$`));
    expect(said("third")).toBe(
      `Cannot make "${disk}/runs/train": the disk is read-only, needs one that can be written to\n`,
    );
    expect(readJson(folderIn(runs)!, "status.json").state).toBe("interrupted");
  });
});
