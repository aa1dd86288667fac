import type { DataFile, FileSource, ReadableForm } from "../dataSource.ts";
import type { Dataset } from "../dataset.ts";
import { readStl10 } from "../formats/stl10.ts";
import type { Counts } from "./counts.ts";
import { expectFormat } from "./expectFormat.ts";

/** Size and checksum are those of TensorFlow Datasets (`url_checksums/stl10.txt`). */
const archive: DataFile = {
  name: "stl10_binary.tar.gz",
  contents: {
    size: 2_640_397_119,
    hash: "sha256:f31fd99273a1acb8609c8db427cebb1de3f71de77758cdc0e22956e1289b9866",
  },
};

/** The checksums are torchvision's (`datasets/stl10.py`). The images without labels are not read and may be missing. */
const files: readonly DataFile[] = [
  { name: "train_X.bin", contents: { hash: "md5:918c2871b30a85fa023e0c44e0bee87f" } },
  { name: "train_y.bin", contents: { hash: "md5:5a34089d4802c674881badbb80307741" } },
  { name: "test_X.bin", contents: { hash: "md5:7f263ba9f9e0b06b93213547f721ac82" } },
  { name: "test_y.bin", contents: { hash: "md5:36f9794fa4beb8a2c72628de14fa638e" } },
  { name: "class_names.txt" },
];

/**
 * Colour photographs of ten kinds of things, of 96 × 96 pixels: the 5000 to train with and 8000 to test with that have
 * labels.
 *
 * Shape: images [N, 3, 96, 96]
 * @source Coates, Lee, Ng 2011, "An analysis of single-layer networks in unsupervised feature learning"
 */
export const stl10 = makeStl10({ train: 5000, test: 8000 });

/** `stl10` with other numbers of images. */
export function makeStl10(counts: Counts): FileSource {
  return {
    kind: "files",
    title: "STL-10",
    licence: "none stated",
    origin: "https://cs.stanford.edu/~acoates/stl10/",
    forms: [folderForm(counts), archiveForm(counts)],
  };
}

function folderForm(counts: Counts): ReadableForm {
  return {
    title: "the folder stl10_binary",
    folders: ["stl-10/stl10_binary", "stl10_binary", "stl10/stl10_binary", "stl-10"],
    files,
    load: ({ folder }) => loadStl10(folder, counts),
  };
}

function archiveForm(counts: Counts): ReadableForm {
  return {
    title: archive.name,
    folders: ["stl-10", ".", "stl10"],
    files: [archive],
    mirrors: ["https://cs.stanford.edu/~acoates/stl10/", "http://ai.stanford.edu/~acoates/stl10/"],
    load: ({ paths }) => loadStl10(paths[0]!, counts),
  };
}

async function loadStl10(path: string, counts: Counts): Promise<Dataset> {
  const [name, title] = ["stl-10", "STL-10"];
  const read = await readStl10(path);
  const expected = (count: number) => ({ count, channels: 3, height: 96, width: 96 });
  const train = expectFormat(read.train, expected(counts.train), { title, path });
  const test = expectFormat(read.test, expected(counts.test), { title, path });
  return { name, title, classes: read.classes, train, test, generated: false, note: "" };
}
