import type { ImageListing } from "./imageListing.ts";
import { type ListedFolders, togetherOf } from "./listClassFolders.ts";
import { namedClasses } from "./namedClasses.ts";
import { noteOf, passedOver, testedWith } from "./noteOf.ts";
import { partTitle } from "./partTitle.ts";

/** What was found of a data set whose classes are synsets and whose test images have no labels. */
export interface FoundSynsets {
  readonly title: string;
  /** How many classes the whole data set has. */
  readonly of: number;
  readonly ids: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly trained: ListedFolders;
  /** The images of "val". */
  readonly tested: ListedFolders;
  /** The folders beside "train" and "val". */
  readonly folders: readonly string[];
}

/** Puts a listing together: images are tested with those of "val". */
export function listedSynsets(found: FoundSynsets): ImageListing {
  const { title, of, ids, names, trained, tested, folders } = found;
  const among = togetherOf([trained, tested]);
  return {
    title: partTitle(title, { classes: ids.length, of }),
    classes: namedClasses(ids, names),
    splits: { train: trained.images, validation: [], test: tested.images },
    otherFormats: among.otherFormats,
    note: noteOf([
      testedWith("val"),
      passedOver(among),
      folders.includes("test") ? 'the folder "test" was passed over' : undefined,
    ]),
  };
}
