import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../../../test/support/folderWith.ts";
import { DataError } from "../../core/errors.ts";
import { listCueConflict } from "./listCueConflict.ts";

test("listCueConflict() labels by shape and keeps both cues", async () => {
  const folder = folderWith(["cat/cat1-oven12.png", "cat/cat7-dog3.png", "dog/dog2-dog1.png"]);
  const listing = await listCueConflict(folder);
  const classes = ["cat", "dog", "oven"];
  expect(listing).toEqual({
    title: "cue conflict",
    classes,
    concepts: [
      { name: "shape", values: classes, ofClass: [0, 1, 2] },
      { name: "texture", values: classes },
    ],
    otherFormats: [],
    splits: {
      train: [],
      validation: [],
      test: [
        { path: "cat/cat1-oven12.png", label: 0, concepts: { shape: 0, texture: 2 } },
        { path: "cat/cat7-dog3.png", label: 0, concepts: { shape: 0, texture: 1 } },
        { path: "dog/dog2-dog1.png", label: 1, concepts: { shape: 1, texture: 1 } },
      ],
    },
    note: "labelled by shape; shape and texture agree in 1 of 3 images",
  });
});

test.each(["cat2.png", "dog1-cat2.png", "cat-dog.png"])(
  'listCueConflict() refuses the name "%s" among the cats',
  async (name) => {
    const folder = folderWith(["cat/cat1-dog1.png", `cat/${name}`]);
    await expect(listCueConflict(folder)).rejects.toThrow(
      new DataError(
        `Cannot list "${join(folder, "cat")}": the name "${name}" is another, needs "cat" and a texture, such as "cat1-bear2.png"`,
      ),
    );
  },
);
