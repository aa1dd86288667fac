import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { madeUpRun } from "../../test/support/madeUpRun.ts";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { UsageError } from "../core/errors.ts";
import { findRun, findRuns, isPartOf } from "./findRuns.ts";

let root: string;
beforeEach(() => {
  root = join(makeTemporaryFolder(), "runs");
});

/** Runs that wait to be begun; the later one is the newer. */
async function add(...labels: readonly string[]): Promise<void> {
  for (const [index, label] of labels.entries()) {
    await madeUpRun(root, label, { state: "pending", started: new Date(2026, 0, 1 + index) });
  }
}

const lenet = "pilot/20261120T070809Z-lenet5-0a1b2c";
const mlp = "pilot2/20261121T070809Z-mlp-ffffff";

/** What references name, as labels. */
async function found(...references: readonly string[]): Promise<readonly string[]> {
  return (await findRuns(root, references)).map((folder) => relative(root, folder));
}

test("findRuns() takes a hash for all its seeds, and a seed for itself alone", async () => {
  await add(`${lenet}-s0`, `${lenet}-s1`, `${lenet}-s10`, `${mlp}-s1`);
  expect(await found("0a1b2c")).toEqual([`${lenet}-s0`, `${lenet}-s1`, `${lenet}-s10`]);
  expect(await found("-s1")).toEqual([`${lenet}-s1`, `${mlp}-s1`]);
  expect(await found("lenet5*s1")).toEqual([`${lenet}-s1`]);
});

test("findRuns() prefers a whole name to a part of others", async () => {
  await add(`${lenet}-s0`, `${lenet}-s0-2`, `${mlp}-s0`);
  expect(await found("pilot")).toEqual([`${lenet}-s0`, `${lenet}-s0-2`]);
  expect(await found(`${lenet}-s0`)).toEqual([`${lenet}-s0`]);
  expect(await found("20261120T070809Z-lenet5-0a1b2c-s0")).toEqual([`${lenet}-s0`]);
  expect(await found("lenet5-0a1b2c-s0")).toEqual([`${lenet}-s0`]);
  expect(await found("pilo")).toHaveLength(3);
});

test("findRuns() takes paths, of runs anywhere and of folders of runs", async () => {
  await add(`${lenet}-s0`, `${lenet}-s1`, `${mlp}-s0`);
  const folder = join(root, `${lenet}-s0`);
  expect(await findRuns("nowhere", [folder, `${folder}/`])).toEqual([folder]);
  expect(await findRuns(root, [join(root, "pilot")])).toHaveLength(2);
  expect(await findRuns(root, [`${join(root, "pilot")}/`])).toHaveLength(2);
  expect(await findRuns(root, [join(root, "*-s0")])).toHaveLength(2);
});

test("findRuns() gives each run once", async () => {
  await add(`${lenet}-s0`, `${mlp}-s0`);
  expect(await found("mlp", "s0", join(root, `${mlp}-s0`))).toEqual([`${mlp}-s0`, `${lenet}-s0`]);
});

test("findRuns() finds the newest by when it began, not by its name", async () => {
  await add(`${mlp}-s0`, `${lenet}-s0`);
  expect(await found("newest")).toEqual([`${lenet}-s0`]);
});

test("findRuns() looks into a study where its cells are asked for", async () => {
  const study = "translation/20261120T070809Z-study-0a1b2c";
  await add(study, `${study}/cells/lenet5-s0`, `${study}/cells/lenet5-s1`);
  expect(await found("translation")).toEqual([study]);
  expect(await found("0a1b2c/cells/*s1")).toEqual([`${study}/cells/lenet5-s1`]);
});

test("findRuns() passes over folders that are no runs, and hidden ones", async () => {
  await add(`${lenet}-s0`, "pilot/.half");
  mkdirSync(join(root, "pilot/figures"));
  mkdirSync(join(root, ".cache/a"), { recursive: true });
  writeFileSync(join(root, "pilot/notes.txt"), "");
  symlinkSync(join(root, "pilot/notes.txt"), join(root, "pilot/link"));
  expect(await found("pilot")).toEqual([`${lenet}-s0`]);
});

test("findRuns() follows experiments to where they lie", async () => {
  await add(`${lenet}-s0`);
  const linked = makeTemporaryFolder();
  symlinkSync(join(root, "pilot"), join(linked, "elsewhere"));
  const [, folder] = lenet.split("/");
  expect(await findRuns(linked, ["elsewhere"])).toEqual([join(linked, `elsewhere/${folder}-s0`)]);
});

test("findRuns() finds damaged runs too: one may want to delete them", async () => {
  await add(`${lenet}-s0`);
  writeFileSync(join(root, `${lenet}-s0/manifest.json`), "{");
  expect(await found("lenet5")).toEqual([`${lenet}-s0`]);
});

test("findRuns() says where it looked, and what was meant", async () => {
  await add(`${lenet}-s0`);
  await expect(found("lenet6")).rejects.toThrow(
    new UsageError(
      `Cannot find the run "lenet6": no name in "${root}" has that, needs a path or a part of a name; \`learnscope runs ls\` lists them; did you mean "lenet5"`,
    ),
  );
  await expect(found("")).rejects.toThrow('Cannot find the run "": no name in');
});

test("findRuns() says so where there are no runs at all", async () => {
  for (const reference of ["newest", "lenet5"]) {
    await expect(found(reference)).rejects.toThrow(
      new UsageError(
        `Cannot find the run "${reference}": there are no runs in "${root}", needs \`learnscope train\` first`,
      ),
    );
  }
});

test("findRun() finds the one run, or says which there are", async () => {
  const seeds = Array.from({ length: 7 }, (_, seed) => `${lenet}-s${seed}`);
  await add(...seeds);
  expect(await findRun(root, "s3")).toBe(join(root, seeds[3]!));
  const named = seeds.slice(0, 5).map((label) => `"${join(root, label)}"`);
  await expect(findRun(root, "lenet5")).rejects.toThrow(
    new UsageError(
      `Cannot tell which run "lenet5" is: 7 have that in their names, ${named.join(", ")} and 2 more, needs more of the name`,
    ),
  );
});

/** The same, found out by trying every place. */
function containsPieces(text: string, pieces: readonly string[]): boolean {
  const [first, ...rest] = pieces;
  if (first === undefined) return true;
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    if (containsPieces(text.slice(at + first.length), rest)) return true;
    if (at >= text.length) return false;
  }
  return false;
}

test("isPartOf() takes every character but * for itself", () => {
  const texts = fc.stringMatching(/^[ab.+(\\/-]{0,8}$/);
  const parts = fc.stringMatching(/^[ab.+(\\/*-]{0,5}$/);
  fc.assert(
    fc.property(texts, parts, (text, part) => {
      expect(isPartOf(text, part)).toBe(containsPieces(text, part.split("*")));
    }),
    { numRuns: 1000 },
  );
});

test("isPartOf() finds any part of a text, and what is left of it where * stands for the rest", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.nat(), (text, one, other) => {
      fc.pre(!text.includes("*"));
      const [from, to] = [one, other].map((at) => at % (text.length + 1)).sort((a, b) => a - b);
      const part = text.slice(from, to);
      if (!/s\d+$/.test(part)) expect(isPartOf(text, part)).toBe(true);
      expect(isPartOf(text, `${text.slice(0, from)}*${text.slice(to!)}`)).toBe(true);
    }),
  );
});

test("isPartOf() takes a seed whole", () => {
  expect(isPartOf("mlp-0a1b2c-s10", "s1")).toBe(false);
  expect(isPartOf("mlp-0a1b2c-s1-2", "s1")).toBe(true);
  expect(isPartOf("mlp-0a1b2c-s10", "mlp*-s1")).toBe(false);
});
