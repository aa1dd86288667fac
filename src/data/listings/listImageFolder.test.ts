import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { DataError, UsageError } from "../../core/errors.ts";
import { listImageFolder } from "./listImageFolder.ts";

/** Paths of that many images of each class. */
function pictures(count: number, places: readonly string[]): string[] {
  return places.flatMap((place) => Array.from({ length: count }, (_, i) => `${place}/${i}.jpg`));
}

const halves = ["train/cat", "train/dog", "test/cat", "test/dog"];

async function expectRefusal(folder: string, where: string, what: string) {
  const path = where === "" ? folder : join(folder, where);
  await expect(listImageFolder(folder)).rejects.toThrow(
    new DataError(`Cannot list "${path}": ${what}`),
  );
}

test("listImageFolder() lists splits of classes in the order of their names", async () => {
  const folder = folderWith(
    ["train/dog/b.png", "train/dog/a.webp", "train/cat/1.jpeg"].concat(
      "test/cat/2.JPG",
      "test/dog/3.PNG",
    ),
  );
  const { classes, splits, note, title } = await listImageFolder(folder);
  expect(classes).toEqual(["cat", "dog"]);
  expect(splits).toEqual({
    train: [
      { path: "train/cat/1.jpeg", label: 0 },
      { path: "train/dog/a.webp", label: 1 },
      { path: "train/dog/b.png", label: 1 },
    ],
    validation: [],
    test: [
      { path: "test/cat/2.JPG", label: 0 },
      { path: "test/dog/3.PNG", label: 1 },
    ],
  });
  expect(note).toBe("");
  expect(folder.endsWith(title)).toBe(true);
});

test.each(["val", "valid", "validation", "dev", "Val"])(
  'listImageFolder() validates with "%s" where there are images to test with',
  async (validation) => {
    const places = ["train/cat", `${validation}/cat`, "test/cat"];
    const { splits, note } = await listImageFolder(folderWith(pictures(1, places)));
    expect(splits.validation).toEqual([{ path: `${validation}/cat/0.jpg`, label: 0 }]);
    expect(splits.test).toEqual([{ path: "test/cat/0.jpg", label: 0 }]);
    expect(note).toBe("");
  },
);

test('listImageFolder() tests with "val" where there is nothing else, and says so', async () => {
  const folder = folderWith(pictures(1, ["train/cat", "val/cat"]));
  const { splits, note } = await listImageFolder(folder);
  expect(splits.validation).toEqual([]);
  expect(splits.test).toEqual([{ path: "val/cat/0.jpg", label: 0 }]);
  expect(note).toBe('tested with the images of "val", there being no others with labels');
});

test("listImageFolder() splits images that nobody has divided", async () => {
  const folder = folderWith(pictures(10, ["cat", "dog"]));
  const { splits, note } = await listImageFolder(folder, { testShare: 0.3, seed: 4 });
  expect(splits.train).toHaveLength(14);
  expect(splits.test.map(({ label }) => label)).toEqual([0, 0, 0, 1, 1, 1]);
  expect(note).toBe("tested with a share of 0.3 of each class, drawn with seed 4");
});

test('listImageFolder() splits what lies in "train" where there is nothing else', async () => {
  const folder = folderWith([...pictures(5, ["train/cat", "train/dog"]), "masks/1.jpg"]);
  const { splits, note } = await listImageFolder(folder);
  expect(splits.train).toHaveLength(8);
  expect(splits.test.map(({ path }) => path.slice(0, 9))).toEqual(["train/cat", "train/dog"]);
  expect(note).toBe(
    'tested with a share of 0.2 of each class, drawn with seed 0; the folder "masks" was passed over',
  );
});

test('listImageFolder() knows a class called "train" from a split', async () => {
  const { classes } = await listImageFolder(folderWith(pictures(2, ["bus", "train"])));
  expect(classes).toEqual(["bus", "train"]);
});

test("listImageFolder() says how many files it passed over", async () => {
  const one = folderWith([...pictures(1, halves), "train/cat/Thumbs.db"]);
  expect((await listImageFolder(one)).note).toBe("1 file that is no image was passed over");
  const two = folderWith([...pictures(1, halves), "train/cat/Thumbs.db", "test/dog/a.txt"]);
  expect((await listImageFolder(two)).note).toBe("2 files that are no images were passed over");
});

test("listImageFolder() refuses a class without images", async () => {
  const folder = folderWith([...pictures(1, halves), "train/eel/eel.txt", "test/eel/1.jpg"]);
  await expectRefusal(folder, "train/eel", "it holds no images, needs at least one");
});

test("listImageFolder() refuses folders inside those of classes", async () => {
  const folder = folderWith([...pictures(1, halves), "test/cat/kittens/1.jpg"]);
  await expectRefusal(folder, "test/cat", 'it holds the folder "kittens", needs images alone');
});

test("listImageFolder() refuses a folder without folders", async () => {
  const what = "it holds no folders, needs one for each class";
  await expectRefusal(folderWith(["1.jpg"]), "", what);
  await expectRefusal(folderWith(["train/1.jpg", "test/1.jpg"]), "train", what);
});

test("listImageFolder() refuses images beside the folders of classes", async () => {
  const folder = folderWith([...pictures(1, halves), "test/0.jpg"]);
  const what = '"0.jpg" lies beside the folders of classes, needs to be in one';
  await expectRefusal(folder, "test", what);
});

test("listImageFolder() refuses splits of other classes", async () => {
  const lacking = folderWith([...pictures(1, halves), "train/eel/1.jpg"]);
  const train = (folder: string) => join(folder, "train");
  await expectRefusal(
    lacking,
    "test",
    `it has no folder "eel", needs all that "${train(lacking)}" has`,
  );
  const further = folderWith([...pictures(1, halves), "test/eel/1.jpg"]);
  await expectRefusal(
    further,
    "test",
    `it has a folder "eel", which "${train(further)}" needs too`,
  );
});

test("listImageFolder() refuses a class of one image that would have to be divided", async () => {
  const folder = folderWith([...pictures(4, ["cat"]), "dog/1.jpg"]);
  const what = "it holds one image, needs two: one to train with and one to test with";
  await expectRefusal(folder, "dog", what);
});

test("listImageFolder() refuses splits without one for training", async () => {
  const folder = folderWith(pictures(1, ["test/cat", "val/cat"]));
  await expectRefusal(folder, "", 'it has "test" but no "train", needs images to train with');
});

test("listImageFolder() refuses two folders for one split", async () => {
  const folder = folderWith(pictures(1, ["train/cat", "val/cat", "valid/cat"]));
  await expectRefusal(folder, "", '"val" and "valid" are both for validation, needs one of them');
});

test("listImageFolder() refuses a share that is none", async () => {
  const folder = folderWith(pictures(2, ["cat"]));
  await expect(listImageFolder(folder, { testShare: 2 })).rejects.toThrow(
    new UsageError("Cannot split images: testShare = 2, needs a number above 0 and below 1"),
  );
});

test("listImageFolder() names images of formats that are not read", async () => {
  const folder = folderWith([
    ...pictures(2, ["cat", "dog"]),
    "cat/a.gif",
    "cat/b.HEIC",
    "dog/list.txt",
  ]);
  const { otherFormats, note } = await listImageFolder(folder);
  expect(otherFormats).toEqual(["cat/a.gif", "cat/b.HEIC"]);
  expect(note).toContain(
    "1 file that is no image and 2 files that are not JPEG, PNG or WebP were passed over",
  );
  const none = folderWith([...pictures(2, ["cat"]), "dog/a.tif"]);
  await expectRefusal(none, "dog", "it holds no JPEG, PNG or WebP images, needs at least one");
});
