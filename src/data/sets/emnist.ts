import { existsSync } from "node:fs";
import { join } from "node:path";
import { readMembers } from "../archives/readMembers.ts";
import { cannotRead } from "../cannotRead.ts";
import type { DataFile, FileSource, ReadableForm } from "../dataSource.ts";
import { parseEmnistMapping } from "../formats/emnistMapping.ts";
import type { IdxContents } from "../formats/idxImages.ts";
import { memberOf } from "../formats/memberOf.ts";
import { readText } from "../formats/readText.ts";
import type { Counts } from "./counts.ts";
import {
  type IdxSet,
  idxDataset,
  idxFile,
  idxForm,
  imageContents,
  labelContents,
  mostBytes,
  readIdxFiles,
} from "./idxSet.ts";
import { digitClasses } from "./mnist.ts";

/** One of the six ways in which EMNIST is divided. */
interface EmnistSplit {
  readonly title: string;
  readonly classes: readonly string[];
  readonly counts: Counts;
  /** Letters count from 1. */
  readonly firstLabel?: number;
}

const capitals = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const smallLetters = [..."abcdefghijklmnopqrstuvwxyz"];
const allCharacters = [...digitClasses, ...capitals, ...smallLetters];
/** Small letters that look like their capitals count as those. */
const merged = [...digitClasses, ...capitals, ..."abdefghnqrt"];
const eitherCase = capitals.map((letter) => `${letter}/${letter.toLowerCase()}`);

/** How many images there are, as NIST's page on EMNIST has it. */
const splits = {
  byclass: { title: "ByClass", classes: allCharacters, counts: { train: 697_932, test: 116_323 } },
  bymerge: { title: "ByMerge", classes: merged, counts: { train: 697_932, test: 116_323 } },
  balanced: { title: "Balanced", classes: merged, counts: { train: 112_800, test: 18_800 } },
  letters: {
    title: "Letters",
    classes: eitherCase,
    counts: { train: 124_800, test: 20_800 },
    firstLabel: 1,
  },
  digits: { title: "Digits", classes: digitClasses, counts: { train: 240_000, test: 40_000 } },
  mnist: { title: "MNIST", classes: digitClasses, counts: { train: 60_000, test: 10_000 } },
} as const satisfies Readonly<Record<string, EmnistSplit>>;

/** The name of one of the six divisions, as files have it. */
export type EmnistSplitName = keyof typeof splits;

/**
 * Handwritten characters in the format of MNIST, divided in six ways. Their files have rows and columns exchanged; here
 * they stand upright.
 *
 * Shape: images [N, 1, 28, 28]
 * @source Cohen, Afshar, Tapson, van Schaik 2017, arXiv:1702.05373
 */
export function emnist(split: EmnistSplitName, counts: Counts = splits[split].counts): FileSource {
  const known: EmnistSplit = splits[split];
  const { title, classes, firstLabel } = known;
  const set: IdxSet = {
    title: "four IDX files (plain or .gz)",
    folders: ["emnist", "EMNIST/raw", "emnist/gzip", "gzip"],
    files: [
      idxFile(`emnist-${split}-train-images`, { contents: imageContents(counts.train) }),
      idxFile(`emnist-${split}-train-labels`, { contents: labelContents(counts.train) }),
      idxFile(`emnist-${split}-test-images`, { contents: imageContents(counts.test) }),
      idxFile(`emnist-${split}-test-labels`, { contents: labelContents(counts.test) }),
    ],
    name: `emnist-${split}`,
    setTitle: `EMNIST ${title}`,
    classes,
    counts,
    stored: { transposed: true, ...(firstLabel !== undefined && { firstLabel }) },
  };
  return {
    kind: "files",
    title: set.setTitle,
    licence: "none stated",
    origin: "https://arxiv.org/abs/1702.05373",
    forms: [looseForm(set), zipForm(set)],
  };
}

function looseForm(set: IdxSet): ReadableForm {
  return {
    ...idxForm(set),
    async load(found) {
      const mapping = join(found.folder, mappingOf(set));
      const text = existsSync(mapping) ? await readText(mapping, mostText) : undefined;
      const classes = classesIn(text, { set, path: mapping });
      return idxDataset({ ...set, classes }, await readIdxFiles(set, found));
    },
  };
}

/** The archive that NIST publishes, with all six divisions. */
const archive: DataFile = {
  name: "gzip.zip",
  otherNames: ["emnist.zip", "emnist-gzip.zip"],
  // Size and hash are those of TensorFlow Datasets (`url_checksums/emnist.txt`).
  contents: {
    size: 561_753_746,
    hash: "sha256:fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e",
  },
};

function zipForm(set: IdxSet): ReadableForm {
  return {
    title: archive.name,
    folders: ["emnist", "EMNIST/raw", "."],
    files: [archive],
    mirrors: [
      "https://biometrics.nist.gov/cs_links/EMNIST/",
      "https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/",
    ],
    async load({ paths }) {
      const path = paths[0]!;
      const [first, second, third, fourth] = set.files;
      const names = [...set.files.map(({ name }) => name), mappingOf(set)];
      const members = await readMembers(path, names, mostBytes(set));
      const contents = ({ name }: DataFile): IdxContents => ({
        path: `${path}/${name}`,
        bytes: memberOf(members, name, path),
      });
      const mapping = members.get(mappingOf(set));
      const text = mapping && new TextDecoder().decode(mapping);
      const classes = classesIn(text, { set, path: `${path}/${mappingOf(set)}` });
      return idxDataset({ ...set, classes }, [
        contents(first),
        contents(second),
        contents(third),
        contents(fourth),
      ]);
    },
  };
}

/** Units: bytes */
const mostText = 2 ** 16;

function mappingOf({ name }: IdxSet): string {
  return `${name}-mapping.txt`;
}

/** People often keep only the images and labels: without the mapping file the classes are those that it is known to have. */
function classesIn(
  text: string | undefined,
  { set, path }: { readonly set: IdxSet; readonly path: string },
): readonly string[] {
  if (text === undefined) return set.classes;
  const classes = parseEmnistMapping(text, path);
  if (classes.length === set.classes.length) return classes;
  const needed = `${set.setTitle} needs ${set.classes.length}`;
  throw cannotRead(path, `it names ${classes.length} classes, ${needed}`);
}
