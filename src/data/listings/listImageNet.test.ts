import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { DataError } from "../../core/errors.ts";
import { listImageNet } from "./listImageNet.ts";

const [tench, goldfish] = ["n01440764", "n01443537"];
const train = [`train/${goldfish}/${goldfish}_2.JPEG`, `train/${tench}/${tench}_10026.JPEG`];
const nameOf = (number: number) => `ILSVRC2012_val_0000000${number}`;
const flat = [`val/${nameOf(1)}.JPEG`, `val/${nameOf(2)}.JPEG`];
const words = `${tench} tench, Tinca tinca\n${goldfish} goldfish, Carassius auratus\nn01484850 great white shark\n`;
const solution = `ImageId,PredictionString\n${nameOf(2)},${tench} 85 1 499 272 3 4 5 6 \n${nameOf(1)},${goldfish} 1 2 3 4\n`;

/** The first image is a goldfish, the second a tench. */
const tested = [
  { path: flat[0], label: 1 },
  { path: flat[1], label: 0 },
];

async function expectRefusal(folder: string, message: string) {
  await expect(listImageNet(folder)).rejects.toThrow(new DataError(message));
}

test("listImageNet() lists folders of synsets and names them", async () => {
  const moved = [`val/${tench}/${nameOf(2)}.JPEG`, `val/${goldfish}/${nameOf(1)}.JPEG`];
  const folder = folderWith([...train, ...moved, "test/ILSVRC2012_test_00000001.JPEG"], {
    "synset_words.txt": words,
  });
  expect(await listImageNet(folder)).toEqual({
    title: "ImageNet (2 of 1000 classes)",
    classes: ["tench", "goldfish"],
    otherFormats: [],
    splits: {
      train: [
        { path: train[1], label: 0 },
        { path: train[0], label: 1 },
      ],
      validation: [],
      test: [
        { path: moved[0], label: 0 },
        { path: moved[1], label: 1 },
      ],
    },
    note: 'tested with the images of "val", there being no others with labels; the folder "test" was passed over',
  });
});

test("listImageNet() calls classes by their synsets where it has no names", async () => {
  const folder = folderWith([...train, ...flat], { "LOC_val_solution.csv": solution });
  expect((await listImageNet(folder)).classes).toEqual([tench, goldfish]);
});

test.each<[string, Record<string, string>]>([
  ["LOC_val_solution.csv", { "LOC_val_solution.csv": solution }],
  [
    "synset labels",
    { "imagenet_2012_validation_synset_labels.txt": `${goldfish}\r\n${tench}\r\n` },
  ],
  ["val.txt", { "val/val.txt": `${nameOf(1)}.JPEG 1\n${nameOf(2)}.JPEG 0\n` }],
  [
    "the official ground truth",
    {
      "ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt": "236\n17\n",
      "ILSVRC2012_devkit_t12/data/map_clsloc.txt": `${tench} 17 tench\n${goldfish} 236 goldfish\n`,
    },
  ],
])("listImageNet() labels images that lie in one folder by %s", async (_, texts) => {
  const folder = folderWith([...train, ...flat], { "synset_words.txt": words, ...texts });
  expect((await listImageNet(folder)).splits.test).toEqual(tested);
});

test("listImageNet() finds the files that Kaggle puts above the images", async () => {
  const within = "ILSVRC/Data/CLS-LOC";
  const images = [...train, ...flat].map((path) => `${within}/${path}`);
  const folder = folderWith(images, {
    "LOC_val_solution.csv": solution,
    "LOC_synset_mapping.txt": words,
  });
  const { classes, splits } = await listImageNet(join(folder, within));
  expect(classes).toEqual(["tench", "goldfish"]);
  expect(splits.test).toEqual(tested);
});

test("listImageNet() refuses images whose labels nobody knows", async () => {
  const folder = folderWith([...train, ...flat]);
  await expectRefusal(
    folder,
    `Cannot list "${join(folder, "val")}": it has no folders of classes, and no file has its labels, needs "LOC_val_solution.csv", "imagenet_2012_validation_synset_labels.txt", "val.txt", or "ILSVRC2012_validation_ground_truth.txt" with "map_clsloc.txt"`,
  );
});

test("listImageNet() refuses official numbers without what they stand for", async () => {
  const name = "ILSVRC2012_validation_ground_truth.txt";
  const folder = folderWith([...train, ...flat], { [name]: "236\n17\n" });
  await expectRefusal(
    folder,
    `Cannot read "${join(folder, name)}": its numbers are in an order of their own, needs "map_clsloc.txt" beside it`,
  );
});

test.each([
  ["LOC_val_solution.csv", "a,b\n", 'it begins with "a,b", needs "ImageId,PredictionString"'],
  [
    "LOC_val_solution.csv",
    "ImageId,PredictionString\nx,tench 1 2\n",
    'line 2 is "x,tench 1 2", needs an image and a synset',
  ],
  [
    "imagenet_2012_validation_synset_labels.txt",
    "tench\n",
    'line 1 is "tench", needs a class of ImageNet',
  ],
  ["val.txt", "a.JPEG 2\n", 'line 1 is "a.JPEG 2", needs an image and a number from 0 to 1'],
  ["val.txt", "a.JPEG -1\n", 'line 1 is "a.JPEG -1", needs an image and a number from 0 to 1'],
])("listImageNet() refuses %s with %j", async (name, text, what) => {
  const folder = folderWith([...train, ...flat], { [name]: text });
  await expectRefusal(folder, `Cannot read "${join(folder, name)}": ${what}`);
});

test.each([
  [
    "1",
    "1001",
    'ILSVRC2012_validation_ground_truth.txt": line 1 is "1001", needs a class of ImageNet',
  ],
  ["one", "1", `map_clsloc.txt": line 1 is "${tench} one", needs a synset and its number`],
])("listImageNet() refuses the number %j with the label %j", async (number, truth, message) => {
  const folder = folderWith([...train, ...flat], {
    "ILSVRC2012_validation_ground_truth.txt": truth,
    "map_clsloc.txt": `${tench} ${number}`,
  });
  await expectRefusal(folder, `Cannot read "${folder}/${message}`);
});

test("listImageNet() refuses folders that are no synsets, or none of the names", async () => {
  const other = folderWith([...train, "train/cats/1.JPEG", ...flat]);
  await expectRefusal(
    other,
    `Cannot list "${join(other, "train")}": it holds the folder "cats", needs folders such as "n01440764"`,
  );
  const nameless = folderWith([...train, "train/n00000001/1.JPEG", ...flat], {
    "synset_words.txt": words,
  });
  await expectRefusal(
    nameless,
    `Cannot list "${join(nameless, "train")}": "n00000001" is no class of ImageNet, needs those of the list of names`,
  );
});

test("listImageNet() refuses validation of other classes", async () => {
  const folder = folderWith([...train, `val/${tench}/1.JPEG`]);
  await expectRefusal(
    folder,
    `Cannot list "${join(folder, "val")}": it has no folder "${goldfish}", needs all that "${join(folder, "train")}" has`,
  );
});
