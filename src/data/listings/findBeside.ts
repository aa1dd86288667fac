import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Where people keep the small files that belong to ImageNet's folders of images: among them, in the folder of the official
 * development kit, or, where the images came from Kaggle, three folders above them.
 */
const places = [".", "val", "ILSVRC2012_devkit_t12/data", "devkit/data"] as const;

/** The path of a file that says something about the images of a folder; nothing where there is none. */
export function findBeside(folder: string, name: string): string | undefined {
  const isKaggle = /[/\\]Data[/\\]CLS-LOC$/.test(resolve(folder));
  const within = isKaggle ? [...places, "../../.."] : places;
  return within.map((place) => join(folder, place, name)).find((path) => existsSync(path));
}
