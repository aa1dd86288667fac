import { basename, join, resolve } from "node:path";
import { cannotList } from "./cannotList.ts";
import { checkSameClasses } from "./checkSameClasses.ts";
import { findSplits, type SplitFolders } from "./findSplits.ts";
import type { ImageListing, ListedImage } from "./imageListing.ts";
import {
  checkNothingLoose,
  type ListedFolders,
  listClassFolders,
  togetherOf,
} from "./listClassFolders.ts";
import { noteOf, passedOver, testedWith } from "./noteOf.ts";
import { type FolderContents, readFolder } from "./readFolder.ts";
import { defaultSplit, type SplitOptions, splitListed } from "./splitListed.ts";

/**
 * Lists images in folders that are called by their classes, in the order of their names: `<split>/<class>/*` with splits
 * such as train, val and test, or `<class>/*`, of which a random share is tested with. Images of validation are tested with
 * where there are no others.
 *
 * @throws {DataError} when a folder cannot be read, a class has no images or is not in every split, or there are none
 * @throws {UsageError} when the share to test with is none, or the seed
 */
export async function listImageFolder(
  folder: string,
  options: SplitOptions = {},
): Promise<ImageListing> {
  const contents = await readFolder(folder);
  const found = await findSplits(contents);
  const listing = await (found
    ? listSplits(folder, found, options)
    : listWhole(contents, { folder, within: "" }, options));
  return { title: basename(resolve(folder)), ...listing };
}

type Listing = Omit<ImageListing, "title">;

/** A folder that holds folders of classes, seen from the folder that is listed. */
interface Place {
  readonly folder: string;
  readonly within: string;
}

async function listSplits(
  folder: string,
  { train, validation, test, unknown }: SplitFolders,
  options: SplitOptions,
): Promise<Listing> {
  const trained = await readFolder(join(folder, train));
  const further = unknown.map((name) => `the folder "${name}" was passed over`);
  const forTest = test ?? validation;
  if (forTest === undefined) {
    const whole = await listWhole(trained, { folder, within: train }, options);
    return { ...whole, note: noteOf([whole.note, ...further]) };
  }
  const listPart = async (within: string): Promise<ListedFolders> => {
    const contents = await readFolder(join(folder, within));
    checkSameClasses(trained, contents);
    return await listClasses(contents, { folder, within });
  };
  const forValidation = forTest === validation ? undefined : validation;
  const learned = await listClasses(trained, { folder, within: train });
  const validated = forValidation ? await listPart(forValidation) : nothing;
  const tested = await listPart(forTest);
  const among = togetherOf([learned, validated, tested]);
  return {
    classes: trained.folders,
    splits: { train: learned.images, validation: validated.images, test: tested.images },
    otherFormats: among.otherFormats,
    note: noteOf([
      forTest === validation ? testedWith(forTest) : undefined,
      passedOver(among),
      ...further,
    ]),
  };
}

const nothing: ListedFolders = { images: [], others: 0, otherFormats: [] };

/** Lists images that nobody has divided. */
async function listWhole(
  contents: FolderContents,
  place: Place,
  options: SplitOptions,
): Promise<Listing> {
  const { images, ...among } = await listClasses(contents, place);
  const { train, test } = splitListed(images, options);
  checkIsTested(contents, test);
  const { testShare = defaultSplit.testShare, seed = defaultSplit.seed } = options;
  const share = `tested with a share of ${testShare} of each class, drawn with seed ${seed}`;
  return {
    classes: contents.folders,
    splits: { train, validation: [], test },
    otherFormats: among.otherFormats,
    note: noteOf([share, passedOver(among)]),
  };
}

async function listClasses(contents: FolderContents, place: Place): Promise<ListedFolders> {
  const { path, folders } = contents;
  const needed = "needs one for each class";
  if (folders.length === 0) throw cannotList(path, `it holds no folders, ${needed}`);
  checkNothingLoose(contents);
  return await listClassFolders({ ...place, names: folders });
}

function checkIsTested({ path, folders }: FolderContents, test: readonly ListedImage[]): void {
  const tested = new Set(test.map(({ label }) => label));
  const untested = folders.find((_, label) => !tested.has(label));
  if (untested === undefined) return;
  const what = "it holds one image, needs two: one to train with and one to test with";
  throw cannotList(join(path, untested), what);
}
