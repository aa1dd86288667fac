import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { DataError } from "../../core/errors.ts";
import { listINaturalist2018 } from "./listINaturalist2018.ts";

const images = [
  { id: 11, width: 800, height: 600, file_name: "train_val2018/Aves/7/a.jpg", license: 0 },
  { id: 12, width: 800, height: 600, file_name: "train_val2018/Fungi/3/b.jpg", license: 0 },
];
const annotations = [
  { id: 12, image_id: 12, category_id: 3 },
  { id: 11, image_id: 11, category_id: 7 },
];
const categories = [
  { id: 7, name: "7", supercategory: "Aves" },
  { id: 3, name: "3", supercategory: "Fungi" },
];
const train = { info: {}, images, annotations, categories };
const validation = { images: [images[0]], annotations: [annotations[1]], categories };
const named = [
  { id: 3, name: "Amanita muscaria", kingdom: "Fungi" },
  { id: 7, name: "Turdus merula", kingdom: "Animalia" },
];

function folderOf(train: unknown, validation: unknown, names?: unknown): string {
  return folderWith([], {
    "train2018.json": JSON.stringify(train),
    "val2018.json": JSON.stringify(validation),
    ...(names ? { "categories.json": JSON.stringify(names) } : {}),
  });
}

async function expectRefusal(folder: string, file: string, what: string) {
  await expect(listINaturalist2018(folder)).rejects.toThrow(
    new DataError(`Cannot read "${join(folder, file)}": ${what}`),
  );
}

test("listINaturalist2018() joins images, annotations and the names of species", async () => {
  expect(await listINaturalist2018(folderOf(train, validation, named))).toEqual({
    title: "iNaturalist 2018 (2 of 8142 classes)",
    classes: ["Amanita muscaria", "Turdus merula"],
    splits: {
      train: [
        { path: "train_val2018/Aves/7/a.jpg", label: 1 },
        { path: "train_val2018/Fungi/3/b.jpg", label: 0 },
      ],
      validation: [],
      test: [{ path: "train_val2018/Aves/7/a.jpg", label: 1 }],
    },
    note: 'tested with the images of "val2018.json", there being no others with labels',
  });
});

test("listINaturalist2018() says that species have no names", async () => {
  const { classes, note } = await listINaturalist2018(folderOf(train, validation));
  expect(classes).toEqual(["3", "7"]);
  expect(note).toMatch(/; there was no "categories.json" with the names of the species$/);
});

test("listINaturalist2018() refuses images that lie elsewhere", async () => {
  const outside = { images: [{ id: 11, file_name: "../a.jpg" }], annotations: [annotations[1]] };
  await expectRefusal(
    folderOf(train, outside),
    "val2018.json",
    '"../a.jpg" in it leads out of it, needs paths inside a folder',
  );
});

test.each([
  [{ images: [], annotations: [] }, "it names no images, needs at least one"],
  [{ images, annotations: [] }, "it has 0 annotations of 2 images, needs one of each"],
  [
    { images, annotations: [annotations[0], annotations[0]] },
    '"train_val2018/Aves/7/a.jpg" has no annotation, needs one',
  ],
  [
    { images: [images[0]], annotations: [{ image_id: 11, category_id: 8 }] },
    '"train_val2018/Aves/7/a.jpg" is of category 8, needs one of "train2018.json"',
  ],
  [{ images: [{ id: 11 }], annotations }, "images.0.file_name is undefined, needs string"],
])("listINaturalist2018() refuses val2018.json with %j", async (wrong, what) => {
  await expectRefusal(folderOf(train, wrong), "val2018.json", what);
});

test("listINaturalist2018() refuses a list without categories", async () => {
  const folder = folderOf({ ...train, categories: [] }, validation);
  await expectRefusal(
    folder,
    "train2018.json",
    "categories is wrong, needs array to have >=1 items",
  );
});

test("listINaturalist2018() refuses a category that is there twice", async () => {
  const twice = { ...train, categories: [...categories, { id: 7, name: "owl" }] };
  const what = "it has category 7 twice, needs each once";
  await expectRefusal(folderOf(twice, validation), "train2018.json", what);
});

test("listINaturalist2018() refuses a file that was cut", async () => {
  const folder = folderWith([], { "train2018.json": JSON.stringify(train).slice(0, 50) });
  await expectRefusal(folder, "train2018.json", "it is no JSON, needs a whole file of it");
});
