import type { Normalisation } from "../../core/normalisation.ts";
import type { DataFile, FileSource, ReadableForm } from "../dataSource.ts";
import type { Dataset } from "../dataset.ts";
import { type Cifar, type CifarVersion, cifarFormat } from "../formats/cifar.ts";
import { readCifarBinary } from "../formats/cifarBinary.ts";
import { readCifarPickle } from "../formats/cifarPickle.ts";
import type { Counts } from "./counts.ts";
import { expectFormat } from "./expectFormat.ts";

/** What CIFAR-10 and CIFAR-100 do not have in common. */
export interface CifarSet {
  readonly name: string;
  readonly title: string;
  readonly version: CifarVersion;
  readonly counts: Counts;
  readonly normalisation: Normalisation;
}

/** The files of one of the two forms. */
export interface CifarFiles {
  /** The folder that the archive holds. */
  readonly folder: string;
  readonly files: readonly DataFile[];
  readonly archive: DataFile;
}

type Read = (path: string, version: CifarVersion) => Promise<Cifar>;

/** The host had one name before, and has another now. */
const mirrors = ["https://www.cs.toronto.edu/~kriz/", "https://cave.cs.toronto.edu/kriz/"];

/** The set in its binary and its Python form, each as a folder and as an archive. What is unpacked is read sooner, so it goes first. */
export function cifarSource(
  set: CifarSet,
  { binary, python }: { readonly binary: CifarFiles; readonly python: CifarFiles },
): FileSource {
  return {
    kind: "files",
    title: set.title,
    licence: "none stated",
    origin: "https://www.cs.toronto.edu/~kriz/cifar.html",
    forms: [
      folderForm(set, binary, readCifarBinary),
      folderForm(set, python, readCifarPickle),
      archiveForm(set, binary, readCifarBinary),
      archiveForm(set, python, readCifarPickle),
    ],
  };
}

function folderForm(set: CifarSet, { folder, files }: CifarFiles, read: Read): ReadableForm {
  return {
    title: `the folder ${folder}`,
    folders: [`${set.name}/${folder}`, folder, set.name],
    files,
    load: async (found) => datasetOf(set, await read(found.folder, set.version), found.folder),
  };
}

function archiveForm(set: CifarSet, { archive }: CifarFiles, read: Read): ReadableForm {
  return {
    title: archive.name,
    folders: [set.name, "."],
    files: [archive],
    mirrors,
    async load({ paths }) {
      const path = paths[0]!;
      return datasetOf(set, await read(path, set.version), path);
    },
  };
}

function datasetOf(set: CifarSet, cifar: Cifar, path: string): Dataset {
  const { name, title, counts, normalisation } = set;
  const expected = (count: number) => ({ ...cifarFormat, count });
  const train = expectFormat(cifar.train, expected(counts.train), { title, path });
  const test = expectFormat(cifar.test, expected(counts.test), { title, path });
  return { ...cifar, name, title, train, test, normalisation, generated: false, note: "" };
}
