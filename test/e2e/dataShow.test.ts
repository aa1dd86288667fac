import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { plainPng, writeInto } from "../support/pictureFolder.ts";
import { countOf, parseSvg } from "../support/svg.ts";
import { jsonOf, learnscope, makeFolder } from "./learnscope.ts";

const made: string[] = [];
function newFolder(): string {
  const folder = makeFolder();
  made.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const few = ["trainCount=200", "testCount=50"];

test("data show draws examples and counts, and tells what there is", async () => {
  const to = newFolder();
  const done = learnscope(["data", "show", "generated-digits", ...few, "count=4", `to=${to}`]);
  expect(done.exitCode).toBe(0);
  expect(done.stdout).toContain("200 training, 50 test images; grey, 28 × 28 pixels; 10 classes");
  expect(done.stdout).toMatch(/^pixels, from 0 to 1: +mean 0\.\d{4} +deviation 0\.\d{4}$/m);
  expect(done.stdout).toMatch(/^ +0 +0 +20 +5$/m);
  const files = ["examples.svg", "examples.png", "class-counts.svg", "class-counts.png"];
  expect(done.stdout).toContain(files.map((file) => join(to, file)).join("\n"));
  const svg = readFileSync(join(to, "examples.svg"), "utf8");
  expect(countOf(svg, "image")).toBe(40);
  expect(svg).toContain("Grey, 28 × 28 pixels. The program drew these digits itself");
  expect(svg).not.toContain("red frames");
  expect(await sharp(join(to, "examples.png")).metadata()).toMatchObject({ width: 1520 });
});

test("data show draws images before and after transforms", () => {
  const to = newFolder();
  const words = ["generated-digits", ...few, "transform=crop:2", "augment=flip", `to=${to}`];
  expect(learnscope(["data", "show", ...words]).exitCode).toBe(0);
  const root = parseSvg(readFileSync(join(to, "transforms.svg"), "utf8"));
  expect(root.querySelector("title")?.textContent).toBe("Generated digits, changed by crop:2,flip");
  expect(root.querySelectorAll("image").length).toBe(8 * 7);
});

test("data show takes the data set's options, and shows which labels are false", () => {
  const to = newFolder();
  const words = ["coloured-digits", ...few, "colourVariance=1000", "labelNoise=0.5", `to=${to}`];
  const summary = jsonOf(learnscope(["data", "show", ...words, "--json"]));
  expect(summary).toMatchObject({ counts: { train: 200, test: 50 }, falseLabels: 100 });
  expect(summary.concepts.map(({ name }: { name: string }) => name)).toEqual(["digit", "colour"]);
  const svg = readFileSync(join(to, "examples.svg"), "utf8");
  expect(parseSvg(svg).querySelector("title")?.textContent).toContain("20 of 100 classes");
  expect(countOf(svg, 'rect[stroke-width="5"]')).toBeGreaterThan(0);
  expect(textOf(svg)).toContain("Images in heavy red frames have false labels");
  const counts = textOf(readFileSync(join(to, "class-counts.svg"), "utf8"));
  expect(counts).toContain("50% of the training labels false, symmetric (dataSeed 0)");
  expect(counts).toContain("counted by the labels they have, some of them false");
});

test("data show lists the data set's options, and shows classes that have examples", () => {
  const to = newFolder();
  const words = ["coloured-digits", ...few, "correlation=1", "transform=resize:40", `to=${to}`];
  const { stdout } = learnscope(["data", "show", ...words]);
  expect(stdout).toMatch(/^option +value +meaning$/m);
  expect(stdout).toMatch(/^correlation +1 +\w/m);
  expect(stdout).toMatch(/^imageSize +28 +pixels/m);
  const svg = readFileSync(join(to, "examples.svg"), "utf8");
  expect(parseSvg(svg).querySelector("title")?.textContent).toContain("10 of 100 classes");
  expect(textOf(readFileSync(join(to, "transforms.svg"), "utf8"))).toContain(
    "28 × 28 pixels → colour, 40 × 40 pixels",
  );
});

test("data show shows both channels of arithmetic pairs", () => {
  const to = newFolder();
  expect(learnscope(["data", "show", "arithmetic-pairs", ...few, `to=${to}`]).exitCode).toBe(0);
  const svg = readFileSync(join(to, "examples.svg"), "utf8");
  const tile = parseSvg(svg).querySelector("image")!;
  expect(Number(tile.getAttribute("width"))).toBe(2 * Number(tile.getAttribute("height")));
});

test("data show says in a sentence that a file is in the way", () => {
  const to = join(newFolder(), "file");
  writeFileSync(to, "");
  const { exitCode, stderr } = learnscope(["data", "show", "generated-digits", ...few, `to=${to}`]);
  expect([exitCode, stderr]).toEqual([
    1,
    `Cannot write "${to}": a file of that name is in the way, needs a writable folder with space\n`,
  ]);
});

/** The words of a picture, whose lines are texts of their own. */
function textOf(svg: string): string {
  return [...parseSvg(svg).querySelectorAll("text")].map((text) => text.textContent).join(" ");
}

test("data show draws a packed set, also one that is only for tests", async () => {
  const folder = join(newFolder(), "conflict");
  for (const [shape, other] of [["cat", "dog"] as const, ["dog", "cat"] as const]) {
    writeInto(folder, `${shape}/${shape}1-${other}2.png`, await plainPng([255, 0, 0], [300, 200]));
  }
  const environment = { LEARNSCOPE_DATA: newFolder() };
  expect(learnscope(["data", "pack", folder, "size=160"], environment).exitCode).toBe(0);
  const words = ["conflict-160", `to=${newFolder()}`, "--json"];
  const done = learnscope(["data", "show", ...words], environment);
  expect(jsonOf(done)).toMatchObject({
    counts: { train: 0, validation: 0, test: 2 },
    statistics: { mean: [1, 0, 0], deviation: [0, 0, 0] },
    classes: [
      { name: "cat", train: 0, test: 1 },
      { name: "dog", train: 0, test: 1 },
    ],
  });
});

test.each([
  [["data", "show"], 'Cannot run "data show": no data set was named, needs'],
  [["data", "show", "nothing"], 'Cannot use data set "nothing": there is none of that name, needs'],
  [
    ["data", "show", "generated-digits", "cuont=3"],
    'Cannot set "cuont" of "data show": there is no such key, needs',
  ],
])("learnscope %j is refused in a sentence", (words, sentence) => {
  const { exitCode, stderr } = learnscope(words);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(sentence);
});
