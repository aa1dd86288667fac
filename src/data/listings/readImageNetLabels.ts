import { basename, dirname, join } from "node:path";
import { cannotRead } from "../cannotRead.ts";
import { linesOf } from "../formats/linesOf.ts";
import { readText } from "../formats/readText.ts";
import { cannotList } from "./cannotList.ts";
import { findBeside } from "./findBeside.ts";
import { type ImageClasses, withoutEnding } from "./listLabelledFolder.ts";
import { isSynset } from "./readSynsetNames.ts";

/** A class of ImageNet by the number that a file of labels has for it. */
type SynsetOf = (number: number) => string | undefined;

const solution = "LOC_val_solution.csv";
const synsetLabels = "imagenet_2012_validation_synset_labels.txt";
const numberedNames = "val.txt";
const groundTruth = "ILSVRC2012_validation_ground_truth.txt";
const groundTruthClasses = "map_clsloc.txt";

/**
 * The synsets of ImageNet's validation images that lie in one folder, from the first of the files that there is: Kaggle's
 * table; a synset a line; names and numbers from 0 as Caffe has them, in the order of `synsets`; or the official numbers
 * from 1, which are in an order of their own, that of `map_clsloc.txt`.
 *
 * @throws {DataError} when there is none of the files, or one is damaged
 * @source ILSVRC2012 and ILSVRC2015 development kits, https://www.image-net.org/challenges/LSVRC/2012/
 */
export async function readImageNetLabels(
  folder: string,
  synsets: readonly string[],
): Promise<ImageClasses> {
  const solved = findBeside(folder, solution);
  if (solved) return await readSolution(solved);
  const listed = findBeside(folder, synsetLabels);
  if (listed) return await readOrdered(listed, (line) => (isSynset(line) ? line : undefined));
  const named = findBeside(folder, numberedNames);
  if (named) return await readNumberedNames(named, synsets);
  const official = findBeside(folder, groundTruth);
  if (official) return await readGroundTruth(official);
  throw cannotList(
    join(folder, "val"),
    `it has no folders of classes, and no file has its labels, needs "${solution}", "${synsetLabels}", "${numberedNames}", or "${groundTruth}" with "${groundTruthClasses}"`,
  );
}

/** Lines such as `ILSVRC2012_val_00048981,n03995372 85 1 499 272`; boxes follow the synset. */
async function readSolution(path: string): Promise<ImageClasses> {
  const [header, ...lines] = linesOf(await readText(path));
  if (header !== "ImageId,PredictionString") {
    throw cannotRead(path, `it begins with "${header}", needs "ImageId,PredictionString"`);
  }
  const byName = lines.map((line, index) => {
    const [, name, synset] = /^(\S+),(\S+)/.exec(line) ?? [];
    if (name && synset && isSynset(synset)) return [name, synset] as const;
    throw cannotRead(path, `line ${index + 2} is "${line}", needs an image and a synset`);
  });
  return { path, byName: new Map(byName) };
}

/** Lines such as `ILSVRC2012_val_00000001.JPEG 65`. */
async function readNumberedNames(path: string, synsets: readonly string[]): Promise<ImageClasses> {
  const byName = linesOf(await readText(path)).map((line, index) => {
    const [, name, number] = /^(\S+)\s+(\d+)$/.exec(line) ?? [];
    const synset = synsets[Number(number)];
    if (name && synset) return [withoutEnding(basename(name)), synset] as const;
    const needed = `needs an image and a number from 0 to ${synsets.length - 1}`;
    throw cannotRead(path, `line ${index + 1} is "${line}", ${needed}`);
  });
  return { path, byName: new Map(byName) };
}

async function readGroundTruth(path: string): Promise<ImageClasses> {
  const folder = dirname(path);
  const classes = findBeside(folder, groundTruthClasses);
  if (classes === undefined) {
    throw cannotRead(
      path,
      `its numbers are in an order of their own, needs "${groundTruthClasses}" beside it`,
    );
  }
  const synsetOf = await readClassNumbers(classes);
  return await readOrdered(path, (line) => synsetOf(Number(line)));
}

/** Lines such as `n02119789 1 kit_fox`. */
async function readClassNumbers(path: string): Promise<SynsetOf> {
  const byNumber = new Map<number, string>();
  for (const [index, line] of linesOf(await readText(path)).entries()) {
    const [synset = "", number = ""] = line.split(/\s+/);
    if (!isSynset(synset) || !/^\d+$/.test(number)) {
      throw cannotRead(path, `line ${index + 1} is "${line}", needs a synset and its number`);
    }
    byNumber.set(Number(number), synset);
  }
  return (number) => byNumber.get(number);
}

/** A line for every image, in the order of their numbers. */
async function readOrdered(
  path: string,
  synsetOf: (line: string) => string | undefined,
): Promise<ImageClasses> {
  const byName = linesOf(await readText(path)).map((line, index) => {
    const synset = synsetOf(line);
    if (synset === undefined) {
      throw cannotRead(path, `line ${index + 1} is "${line}", needs a class of ImageNet`);
    }
    return [`ILSVRC2012_val_${String(index + 1).padStart(8, "0")}`, synset] as const;
  });
  return { path, byName: new Map(byName) };
}
