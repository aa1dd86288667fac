import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { isWhole, look } from "../findFiles.ts";
import { tinyImageNet } from "./tinyImageNet.ts";

const lists = { "wnids.txt": "n01443537", "words.txt": "n01443537\tgoldfish" };
const train = "train/n01443537/images/0.JPEG";

test.each([
  ["as in the archive", "val/images/0.JPEG", { "val/val_annotations.txt": "0.JPEG\tn01443537" }],
  ["in folders of classes", "val/n01443537/0.JPEG", {}],
])("tinyImageNet is whole with its images of validation %s", (_, image, annotations) => {
  const folder = folderWith([train, image], { ...lists, ...annotations });
  expect(isWhole(look(tinyImageNet.images, folder))).toBe(true);
});

test("tinyImageNet is not whole without its images of validation", () => {
  expect(isWhole(look(tinyImageNet.images, folderWith([train], lists)))).toBe(false);
});
