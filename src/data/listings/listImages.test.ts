import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { DataError } from "../../core/errors.ts";
import { listImages } from "./listImages.ts";

const synset = "n01440764";
const inaturalist = JSON.stringify({
  images: [{ id: 1, file_name: "train_val2018/a.jpg" }],
  annotations: [{ image_id: 1, category_id: 0 }],
  categories: [{ id: 0, name: "0" }],
});

test.each<[string, string[], Record<string, string>]>([
  [
    "Tiny ImageNet (1 of 200 classes)",
    [`train/${synset}/images/1.JPEG`, `val/${synset}/images/2.JPEG`],
    { "wnids.txt": synset, "words.txt": `${synset}\ttench` },
  ],
  [
    "iNaturalist 2018 (1 of 8142 classes)",
    [],
    { "train2018.json": inaturalist, "val2018.json": inaturalist },
  ],
  ["ImageNet (1 of 1000 classes)", [`train/${synset}/1.JPEG`, `val/${synset}/2.JPEG`], {}],
  ["cue conflict", ["cat/cat1-dog2.png", "dog/dog1-cat2.png"], {}],
  [expect.stringContaining("learnscope-"), ["train/cat/1.jpg", "val/cat/2.jpg"], {}],
  [expect.stringContaining("learnscope-"), ["cat/cat1-tabby2.png", "cat/cat1-black2.png"], {}],
])("listImages() recognises %s by what lies there", async (title, images, texts) => {
  const listing = await listImages(folderWith(images, texts));
  expect(listing.title).toEqual(title);
});

test("listImages() hands on how images are to be divided", async () => {
  const images = Array.from({ length: 10 }, (_, i) => `cat/${i}.jpg`);
  const { splits } = await listImages(folderWith(images), { testShare: 0.5 });
  expect(splits.test).toHaveLength(5);
});

test("listImages() refuses an empty folder", async () => {
  const folder = folderWith([]);
  await expect(listImages(folder)).rejects.toThrow(
    new DataError(`Cannot list "${folder}": it holds no folders, needs one for each class`),
  );
});
