import type { ChildProcess } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plainPng, writeInto } from "../support/pictureFolder.ts";
import { jsonOf, learnscope, makeFolder, startLearnscope } from "./learnscope.ts";

const isFull = process.env.LEARNSCOPE_FULL === "1";

/** Grey pictures, enough for several chunks. */
const large = ["size=512", "channels=1"];
const perClass = isFull ? 900 : 200;
const pictures = join(makeFolder(), "pictures");
const small = join(makeFolder(), "small");
const made = [pictures, small];

beforeAll(async () => {
  for (const split of ["train", "test"]) {
    for (const name of ["cats", "dogs"]) {
      const count = split === "train" ? perClass : 2;
      for (let i = 0; i < count; i++) {
        const bytes = await plainPng([i % 256, i % 7, 0]);
        writeInto(pictures, `${split}/${name}/${i}.png`, bytes);
        if (i < 2) writeInto(small, `${split}/${name}/${i}.png`, bytes);
      }
    }
  }
});
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function newFile(): string {
  const folder = makeFolder();
  made.push(folder);
  return join(folder, "a.safetensors");
}

/** Waits until so many chunks are packed, or packing has ended. */
async function untilPacked(to: string, chunks: number, child: ChildProcess): Promise<void> {
  const folder = join(to, "..");
  while (child.exitCode === null) {
    const journal = readdirSync(folder).find((file) => file.endsWith(".journal"));
    if (journal && readFileSync(join(folder, journal), "utf8").split("\n").length >= chunks + 2)
      return;
    await sleep(5);
  }
}

test("data pack that was killed goes on where it was, to the same bytes", async () => {
  const usual = newFile();
  const done = learnscope(["data", "pack", pictures, ...large, `to=${usual}`]);
  expect([done.exitCode, done.stderr]).toEqual([0, expect.stringContaining("taking checksums")]);
  const to = newFile();
  const kills = isFull ? 25 : 2;
  for (let kill = 1; kill <= kills; kill++) {
    const child = startLearnscope(["data", "pack", pictures, ...large, `to=${to}`]);
    await untilPacked(to, isFull ? Math.ceil(kill / 3) : kill, child);
    await sleep(isFull ? 37 * (kill % 7) : 0);
    child.kill("SIGKILL");
    await sleep(50);
    if (!existsSync(to)) continue;
    // It was done before the blow fell: what is there has to be whole.
    expect(kill).toBeGreaterThan(kills / 2);
    break;
  }
  const last = learnscope(["data", "pack", pictures, ...large, `to=${to}`, "--json"]);
  expect(last.exitCode).toBe(0);
  expect(jsonOf(last).resumed > 0 || jsonOf(last).wasThere).toBe(true);
  expect(readFileSync(to).equals(readFileSync(usual))).toBe(true);
  expect(readdirSync(join(to, ".."))).toEqual(["a.safetensors"]);
}, 240_000);

test("data pack makes a data set that is found by its name, listed and checked", () => {
  const environment = { LEARNSCOPE_DATA: makeFolder() };
  made.push(environment.LEARNSCOPE_DATA);
  const done = learnscope(["data", "pack", small, "size=28"], environment);
  expect(done.stdout).toMatch(
    /packed\/small-28\.safetensors packed in .+ s: 4 train, 4 test images of 2 classes, 0 left out, .+\n`data=small-28` uses it\n$/,
  );
  expect(learnscope(["data", "ls"], environment).stdout).toContain("small-28");
  const again = learnscope(["data", "pack", small, "size=28"], environment);
  expect(again.stdout).toContain("was there already");
  expect(learnscope(["data", "check", "small-28"], environment).exitCode).toBe(0);
});

test("data pack keeps the letters of any script in a name", () => {
  const environment = { LEARNSCOPE_DATA: makeFolder() };
  const folder = join(makeFolder(), "Été räume 写真");
  made.push(environment.LEARNSCOPE_DATA, folder);
  cpSync(small, folder, { recursive: true });
  const { stdout } = learnscope(["data", "pack", folder, "size=8"], environment);
  expect(stdout).toContain("`data=été-räume-写真-8` uses it");
  expect(learnscope(["data", "check", "été-räume-写真-8"], environment).exitCode).toBe(0);
  const named = learnscope(["data", "pack", folder, "size=8", "name=Mein Räume"], environment);
  expect(named.stdout).toContain("`data=Mein-Räume-8` uses it");
});

test("data pack names what it left out on stderr, and succeeds", () => {
  const folder = join(makeFolder(), "pets");
  made.push(folder);
  for (const split of ["train", "test"]) {
    writeInto(folder, `${split}/cats/0.png`, readFileSync(join(small, "train/cats/0.png")));
    writeInto(folder, `${split}/dogs/0.png`, readFileSync(join(small, "train/dogs/1.png")));
  }
  writeInto(folder, "train/dogs/bad.jpg", "no image");
  const to = newFile();
  const { exitCode, stderr } = learnscope(["data", "pack", folder, "size=4", `to=${to}`]);
  expect(exitCode).toBe(0);
  expect(stderr).toContain(
    '1 image could not be read and was left out:\n  "train/dogs/bad.jpg": it is no JPEG, PNG or WebP image\n',
  );
});

test("data pack names images of other formats at its end", () => {
  const folder = join(makeFolder(), "pets");
  made.push(folder);
  cpSync(small, folder, { recursive: true });
  writeInto(folder, "train/cats/moving.gif", "GIF89a");
  const words = ["data", "pack", folder, "size=4", `to=${newFile()}`];
  const { stdout, stderr } = learnscope(words);
  expect(stdout).toContain("0 left out, 1 not JPEG, PNG or WebP, ");
  expect(stderr).toContain('1 file is not JPEG, PNG or WebP:\n  "train/cats/moving.gif"\n');
  expect(jsonOf(learnscope([...words, "--json"])).otherFormats).toEqual(["train/cats/moving.gif"]);
});

test("data pack overwrites nothing that it did not write, and no other set unasked", () => {
  const to = newFile();
  writeFileSync(to, "precious");
  const words = ["data", "pack", small, "size=4", `to=${to}`];
  const refused = learnscope(words);
  expect([refused.exitCode, refused.stderr]).toEqual([
    2,
    `Cannot pack to "${to}": a file that is no whole packed one is there, needs another path, or that it is deleted\n`,
  ]);
  expect(readFileSync(to, "utf8")).toBe("precious");
  rmSync(to);
  expect(learnscope(words).exitCode).toBe(0);
  const other = learnscope([...words, "fit=pad"]);
  expect(other.exitCode).toBe(2);
  expect(other.stderr).toContain("what is there was made with fit=crop, needs `name=` or `to=`");
  const replaced = learnscope([...words, "fit=pad", "replace=true"]);
  expect(replaced.stderr).toContain(`Replaced "${to}", which was packed before\n`);
});

test.skipIf(process.platform === "win32")("data pack says how to go on after Ctrl-C", async () => {
  const to = newFile();
  const child = startLearnscope(["data", "pack", pictures, ...large, `to=${to}`]);
  let said = "";
  child.stderr?.on("data", (bytes) => {
    said += bytes;
  });
  await untilPacked(to, 1, child);
  child.kill("SIGINT");
  await new Promise((resolve) => child.once("close", resolve));
  if (existsSync(to)) return;
  expect(child.exitCode).toBe(130);
  expect(said).toContain("What is done is kept: the same command goes on from there\n");
});

test("data pack gives the same bytes in several processes", () => {
  const [one, many] = [newFile(), newFile()];
  expect(learnscope(["data", "pack", small, "workers=1", `to=${one}`]).exitCode).toBe(0);
  expect(learnscope(["data", "pack", small, "workers=9", `to=${many}`]).exitCode).toBe(0);
  expect(readFileSync(one).equals(readFileSync(many))).toBe(true);
});

test("data pack fails when nothing can be read", () => {
  const folder = join(makeFolder(), "pets");
  made.push(folder);
  for (const split of ["train", "test"]) writeInto(folder, `${split}/cats/0.png`, "no image");
  const to = newFile();
  const { exitCode, stderr } = learnscope(["data", "pack", folder, "size=4", `to=${to}`]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("none of the train images can be read, needs at least one");
  expect(existsSync(to)).toBe(false);
});

test("data pack writes no file that could not be named afterwards", () => {
  const { exitCode, stderr } = learnscope(["data", "pack", small, "to=pictures.bin"]);
  expect([exitCode, stderr]).toEqual([
    2,
    'Cannot set to of "data pack": "pictures.bin" was given, needs a path that ends in .safetensors\n',
  ]);
});

test("data pack says which folders it looked for", () => {
  const environment = { LEARNSCOPE_DATA: "/data" };
  const { exitCode, stderr } = learnscope(["data", "pack", "nowhere"], environment);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /^Cannot pack "nowhere": there is no such folder, needs the path of one, or the name of one in "\/data" or ".+"\n$/,
  );
});
