import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { memberPath } from "../archives/memberPath.ts";
import { cannotRead } from "../cannotRead.ts";
import { iNaturalist2018 } from "../sets/iNaturalist2018.ts";
import type { ImageListing, ListedImage } from "./imageListing.ts";
import { namedClasses } from "./namedClasses.ts";
import { noteOf, testedWith } from "./noteOf.ts";
import { partTitle } from "./partTitle.ts";
import type { FolderContents } from "./readFolder.ts";
import { readJson } from "./readJson.ts";

const [trainFile, validationFile] = ["train2018.json", "val2018.json"];
const namesFile = "categories.json";

const id = z.number().int();
const categories = z.array(z.object({ id, name: z.string() })).min(1);

/** What of a file is needed. */
const annotatedImages = z.object({
  images: z.array(z.object({ id, file_name: z.string() })),
  annotations: z.array(z.object({ image_id: id, category_id: id })),
});
const withCategories = annotatedImages.extend({ categories });

/** Whether a folder is laid out as iNaturalist 2018 is: its two lists of images tell it. */
export function isINaturalist2018({ others }: FolderContents): boolean {
  return others.includes(trainFile) && others.includes(validationFile);
}

/**
 * Lists iNaturalist 2018: `train2018.json`, `val2018.json` and the images that they name. Classes are in the order of their
 * numbers and have the names of `categories.json`, where it is there; before the challenge ended they were secret.
 *
 * @throws {DataError} when a file cannot be read or is damaged, an image has no class or more than one, or lies elsewhere
 * @source https://github.com/visipedia/inat_comp/tree/master/2018
 */
export async function listINaturalist2018(folder: string): Promise<ImageListing> {
  const path = join(folder, trainFile);
  const train = await readJson(path, withCategories);
  const ids = idsOf(train.categories, path);
  const labelOf = new Map(ids.map((number, label) => [number, label]));
  const namesPath = join(folder, namesFile);
  const hasNames = existsSync(namesPath);
  const named = hasNames ? await readJson(namesPath, categories) : train.categories;
  const names = new Map(named.map((category) => [String(category.id), category.name]));
  const validationPath = join(folder, validationFile);
  const validation = await readJson(validationPath, annotatedImages);
  return {
    title: partTitle(iNaturalist2018.title, { classes: ids.length, of: 8142 }),
    classes: namedClasses(ids.map(String), names),
    splits: {
      train: imagesOf(train, path, labelOf),
      validation: [],
      test: imagesOf(validation, validationPath, labelOf),
    },
    note: noteOf([
      testedWith(validationFile),
      hasNames ? undefined : `there was no "${namesFile}" with the names of the species`,
    ]),
  };
}

function idsOf(all: z.infer<typeof categories>, path: string): number[] {
  const ids = all.map((category) => category.id).sort((a, b) => a - b);
  const twice = ids.find((number, index) => number === ids[index + 1]);
  if (twice === undefined) return ids;
  throw cannotRead(path, `it has category ${twice} twice, needs each once`);
}

function imagesOf(
  { images, annotations }: z.infer<typeof annotatedImages>,
  path: string,
  labelOf: ReadonlyMap<number, number>,
): ListedImage[] {
  if (images.length === 0) throw cannotRead(path, "it names no images, needs at least one");
  if (annotations.length !== images.length) {
    const found = `it has ${annotations.length} annotations of ${images.length} images`;
    throw cannotRead(path, `${found}, needs one of each`);
  }
  const classOf = new Map(annotations.map((note) => [note.image_id, note.category_id]));
  return images.map(({ id: image, file_name: name }) => {
    const category = classOf.get(image);
    if (category === undefined) {
      throw cannotRead(path, `"${name}" has no annotation, needs one`);
    }
    const label = labelOf.get(category);
    if (label === undefined) {
      throw cannotRead(path, `"${name}" is of category ${category}, needs one of "${trainFile}"`);
    }
    return { path: memberPath(name, path), label };
  });
}
