import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { writeInto } from "../../test/support/pictureFolder.ts";
import { dataNameOf, openStudyData } from "./openDataset.ts";

const substitutes = ["cifar-10-jpeg-32", "shapes-textures"];
let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "learnscope-data-"));
});

/** The data that are taken, and what is said of it. */
function taken(data: string, options: Partial<Parameters<typeof dataNameOf>[1]> = {}) {
  const lines: string[] = [];
  const note = (line: string) => lines.push(line);
  const name = dataNameOf({ data }, { given: {}, note, roots: [root], ...options });
  return [name, ...lines];
}

test("dataNameOf() takes generated digits for data that are not there, and says so", () => {
  expect(taken("mnist")).toEqual([
    "generated-digits",
    "MNIST is not on this machine: going on with generated digits; `learnscope data get mnist` fetches it",
  ]);
  expect(taken("generated-digits")).toEqual(["generated-digits"]);
});

test("dataNameOf() takes the first of a study's substitutes that is there", () => {
  expect(taken("cifar-10", { substitutes })).toEqual([
    "shapes-textures",
    "CIFAR-10 is not on this machine: going on with shapes and textures; `learnscope data get cifar-10` fetches it",
  ]);
  writeInto(root, "packed/cifar-10-jpeg-32.safetensors", "");
  expect(taken("cifar-10", { substitutes })).toEqual([
    "cifar-10-jpeg-32",
    'CIFAR-10 is not on this machine: going on with the packed images "cifar-10-jpeg-32"; `learnscope data get cifar-10` fetches it',
  ]);
  writeInto(root, "cifar-10-batches-bin/test_batch.bin", "");
  expect(taken("cifar-10", { substitutes })).toEqual(["cifar-10"]);
});

test("dataNameOf() replaces nothing that was asked for, or that has no substitute", () => {
  expect(taken("cifar-10", { substitutes, given: { data: "cifar-10" } })).toEqual(["cifar-10"]);
  expect(taken("cifar-10", { substitutes: ["cifar-10-jpeg-32"] })).toEqual(["cifar-10"]);
});

test("openStudyData() makes data with the options that the study has for them", async () => {
  const shapes = { label: "texture", pairing: "independent" };
  const study = { dataOptions: { "shapes-textures": shapes } };
  const settings = { data: "shapes-textures", seeds: [0], trainCount: 8, testCount: 8 };
  const { note } = await openStudyData(study, settings);
  expect(note).toMatch(/^Labels tell the texture: in training each shape has any texture/);
  const usual = await openStudyData({}, { ...settings, data: "generated-digits" });
  expect(usual.name).toBe("generated-digits");
});
