import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { DataError } from "../../core/errors.ts";
import { listTinyImageNet } from "./listTinyImageNet.ts";

const [goldfish, salamander] = ["n01443537", "n01629819"];
const train = [
  `train/${salamander}/images/${salamander}_0.JPEG`,
  `train/${salamander}/${salamander}_boxes.txt`,
  `train/${goldfish}/images/${goldfish}_0.JPEG`,
];
const validation = ["val/images/val_0.JPEG", "val/images/val_1.JPEG"];
const texts = {
  "wnids.txt": `${salamander}\n${goldfish}\n`,
  "words.txt": `n00001740\tentity\n${goldfish}\tgoldfish, Carassius auratus\n${salamander}\tEuropean fire salamander, Salamandra salamandra\n`,
  "val/val_annotations.txt": `val_1.JPEG\t${goldfish}\t0\t32\t44\t62\nval_0.JPEG\t${salamander}\t52\t55\t57\t59\n`,
};

async function expectRefusal(folder: string, message: string) {
  await expect(listTinyImageNet(folder)).rejects.toThrow(new DataError(message));
}

test("listTinyImageNet() lists the layout of the archive", async () => {
  const folder = folderWith([...train, ...validation, "test/images/test_0.JPEG"], texts);
  expect(await listTinyImageNet(folder)).toEqual({
    title: "Tiny ImageNet (2 of 200 classes)",
    classes: ["European fire salamander", "goldfish"],
    otherFormats: [],
    splits: {
      train: [
        { path: train[0], label: 0 },
        { path: train[2], label: 1 },
      ],
      validation: [],
      test: [
        { path: "val/images/val_0.JPEG", label: 0 },
        { path: "val/images/val_1.JPEG", label: 1 },
      ],
    },
    note: 'tested with the images of "val", there being no others with labels; the folder "test" was passed over',
  });
});

test.each(["", "/images"])(
  "listTinyImageNet() lists images of validation in <wnid>%s",
  async (inner) => {
    const moved = [`val/${goldfish}${inner}/val_1.JPEG`, `val/${salamander}${inner}/val_0.JPEG`];
    const { splits } = await listTinyImageNet(folderWith([...train, ...moved], texts));
    expect(splits.test).toEqual([
      { path: moved[1], label: 0 },
      { path: moved[0], label: 1 },
    ]);
  },
);

test("listTinyImageNet() refuses other images than there are labels", async () => {
  const folder = folderWith([...train, "val/images/val_0.JPEG"], texts);
  const labels = join(folder, "val/val_annotations.txt");
  await expectRefusal(
    folder,
    `Cannot list "${join(folder, "val/images")}": it holds 1 images, "${labels}" needs 2`,
  );
});

test("listTinyImageNet() refuses an image without a label", async () => {
  const folder = folderWith([...train, "val/images/val_0.JPEG", "val/images/val_7.JPEG"], texts);
  const labels = join(folder, "val/val_annotations.txt");
  await expectRefusal(
    folder,
    `Cannot list "${join(folder, "val/images")}": "val_7.JPEG" is not in "${labels}", needs a label there`,
  );
});

test("listTinyImageNet() refuses an image of another class", async () => {
  const folder = folderWith([...train, "val/images/val_0.JPEG"], {
    ...texts,
    "val/val_annotations.txt": "val_0.JPEG\tn00001740\t0\t0\t1\t1\n",
  });
  await expectRefusal(
    folder,
    `Cannot read "${join(folder, "val/val_annotations.txt")}": "val_0.JPEG" is of class "n00001740", needs one of the classes to train with`,
  );
});

test("listTinyImageNet() refuses lines that are something else", async () => {
  const annotations = folderWith([...train, ...validation], {
    ...texts,
    "val/val_annotations.txt": "val_0.JPEG\tgoldfish\n",
  });
  await expectRefusal(
    annotations,
    `Cannot read "${join(annotations, "val/val_annotations.txt")}": line 1 is "val_0.JPEG\tgoldfish", needs an image and a synset`,
  );
  const words = folderWith([...train, ...validation], { ...texts, "words.txt": "goldfish\n" });
  await expectRefusal(
    words,
    `Cannot read "${join(words, "words.txt")}": line 1 is "goldfish", needs a synset and its name, such as "n01440764 tench"`,
  );
  const ids = folderWith(train, { ...texts, "wnids.txt": `${goldfish}\n${goldfish}\n` });
  await expectRefusal(
    ids,
    `Cannot read "${join(ids, "wnids.txt")}": line 2 is "${goldfish}", needs another synset, such as "n01443537", on every line`,
  );
});

test("listTinyImageNet() refuses other classes than its list has", async () => {
  const folder = folderWith([...train, "train/n00001740/images/1.JPEG", ...validation], texts);
  await expectRefusal(
    folder,
    `Cannot list "${join(folder, "train")}": it holds 3 folders, "wnids.txt" needs 2`,
  );
});
