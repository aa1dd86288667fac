import { join } from "node:path";
import type { Concept } from "../dataset.ts";
import { byCodePoint } from "./byCodePoint.ts";
import { cannotList } from "./cannotList.ts";
import type { ImageListing, ListedImage } from "./imageListing.ts";
import { checkNothingLoose, listClassFolders } from "./listClassFolders.ts";
import { noteOf, passedOver } from "./noteOf.ts";
import { type FolderContents, readFolder } from "./readFolder.ts";

/** The two cues of an image. */
interface Cues {
  readonly shape: string;
  readonly texture: string;
}

/** Whether the folders hold images that are called by two of the folders' names, of which the first is that of their own. */
export async function isCueConflict({ path, folders }: FolderContents): Promise<boolean> {
  const [first] = folders;
  if (first === undefined) return false;
  const [image = ""] = (await readFolder(join(path, first))).images;
  const cues = cuesOf(image);
  return cues?.shape === first && folders.includes(cues.texture);
}

/**
 * Lists images whose shape is that of one class and whose texture is that of another: `<shape>/<shape>1-<texture>2.png`. All
 * are for testing. Label and both concepts count the same classes, those of all shapes and textures, so that whoever
 * decides by texture is seen to; where both numbers of an image are equal its cues agree, and it tells nothing of either.
 *
 * @throws {DataError} when a folder cannot be read or has no images, or a name is another
 * @source Geirhos et al. 2019, arXiv:1811.12231; https://github.com/rgeirhos/texture-vs-shape
 */
export async function listCueConflict(folder: string): Promise<ImageListing> {
  const contents = await readFolder(folder);
  checkNothingLoose(contents);
  const names = contents.folders;
  const { images, ...among } = await listClassFolders({ folder, within: "", names });
  const cues = images.map(({ path }) => checkedCues(folder, path));
  const classes = [...new Set(cues.flatMap(({ shape, texture }) => [shape, texture]))];
  classes.sort(byCodePoint);
  const numberOf = new Map(classes.map((name, label) => [name, label]));
  const test = images.map(({ path }, index) => {
    const shape = numberOf.get(cues[index]!.shape)!;
    const texture = numberOf.get(cues[index]!.texture)!;
    return { path, label: shape, concepts: { shape, texture } };
  });
  return {
    title: "cue conflict",
    classes,
    concepts: conceptsOf(classes),
    splits: { train: [], validation: [], test },
    note: noteOf(["labelled by shape", agreement(test), passedOver(among)]),
    otherFormats: among.otherFormats,
  };
}

/** The cues that a file's name tells, where it tells any. */
function cuesOf(name: string): Cues | undefined {
  const [, shape, texture] = /^(\D+)\d+-(\D+)\d+\.\w+$/.exec(name) ?? [];
  return shape && texture ? { shape, texture } : undefined;
}

function checkedCues(folder: string, path: string): Cues {
  const [within = "", name = ""] = path.split("/");
  const cues = cuesOf(name);
  if (cues?.shape === within) return cues;
  const needed = `needs "${within}" and a texture, such as "${within}1-bear2.png"`;
  throw cannotList(join(folder, within), `the name "${name}" is another, ${needed}`);
}

function conceptsOf(classes: readonly string[]): Concept[] {
  return [
    { name: "shape", values: classes, ofClass: classes.map((_, label) => label) },
    { name: "texture", values: classes },
  ];
}

function agreement(images: readonly Required<ListedImage>[]): string | undefined {
  const agreeing = images.filter(({ concepts }) => concepts.shape === concepts.texture).length;
  if (agreeing === 0) return undefined;
  return `shape and texture agree in ${agreeing} of ${images.length} images`;
}
