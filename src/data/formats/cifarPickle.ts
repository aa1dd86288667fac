import { cannotRead } from "../cannotRead.ts";
import { imageSize } from "../imageSet.ts";
import {
  type Cifar,
  type CifarBatch,
  type CifarForm,
  type CifarVersion,
  checkedBatch,
  cifarFormat,
  readCifar,
} from "./cifar.ts";
import { parsePickle } from "./pickle/pickle.ts";
import { isArray, type PickledDict, textOf } from "./pickle/pickleValue.ts";

const files = {
  10: {
    train: [1, 2, 3, 4, 5].map((number) => `data_batch_${number}`),
    test: ["test_batch"],
    names: ["batches.meta"],
  },
  100: { train: ["train"], test: ["test"], names: ["meta"] },
} as const;

/** What the names of classes and superclasses are called in the file of names. */
const nameKeys = { 10: ["label_names"], 100: ["fine_label_names", "coarse_label_names"] } as const;

/**
 * Reads the Python form of CIFAR-10 or CIFAR-100 from a folder or an archive. Its files are pickles, which are programs;
 * they are read without being run.
 *
 * Shape: images [N, 3, 32, 32]
 * @throws {DataError} when a file is missing, damaged or wants anything run, or a label is out of range
 * @source Krizhevsky 2009, "The CIFAR-10 dataset", https://www.cs.toronto.edu/~kriz/cifar.html, section "Python version"
 */
export async function readCifarPickle(path: string, version: CifarVersion): Promise<Cifar> {
  const { names } = files[version];
  const namesIn: CifarForm["namesIn"] = (bytesOf, counts) => {
    const where = `${path}/${names[0]}`;
    const dict = dictOf(bytesOf(names[0]), where);
    return nameKeys[version].map((key, index) =>
      namesOf(dict, key, { count: counts[index]!, path: where }),
    );
  };
  return readCifar(path, version, { ...files[version], parse: parseCifarPickle, namesIn });
}

/**
 * The images and labels in the bytes of one file; `path` is for messages. The images share memory with the bytes.
 *
 * @throws {DataError} when the bytes are no pickle of them, or a label is out of range
 */
export function parseCifarPickle(
  bytes: Uint8Array,
  version: CifarVersion,
  path: string,
): CifarBatch {
  const dict = dictOf(bytes, path);
  const data = dict.get("data");
  const size = imageSize(cifarFormat);
  if (!isArray(data) || data.dtype !== "|u1" || data.shape.length !== 2 || data.shape[1] !== size) {
    throw cannotRead(path, `"data" in it is no array of bytes [N, ${size}], needs one`);
  }
  const count = data.shape[0]!;
  const labels = (key: string) => labelsOf(dict, key, { count, path });
  const numbers =
    version === 10
      ? { labels: labels("labels") }
      : { labels: labels("fine_labels"), superclasses: labels("coarse_labels") };
  return checkedBatch(data.data, numbers, { version, path });
}

function dictOf(bytes: Uint8Array, path: string): PickledDict {
  const value = parsePickle(bytes, path);
  if (value instanceof Map) return value;
  throw cannotRead(path, "it holds no dictionary, needs one");
}

interface Expected {
  readonly count: number;
  readonly path: string;
}

function labelsOf(dict: PickledDict, key: string, { count, path }: Expected): number[] {
  const list = dict.get(key);
  const labels = Array.isArray(list) ? list.filter((label) => typeof label === "number") : [];
  if (labels.length !== count) {
    throw cannotRead(path, `"${key}" in it has ${labels.length} numbers, needs ${count}`);
  }
  return labels;
}

function namesOf(dict: PickledDict, key: string, { count, path }: Expected): string[] {
  const list = dict.get(key);
  const names = Array.isArray(list) ? list.flatMap((name) => textOf(name) ?? []) : [];
  if (names.length !== count) {
    throw cannotRead(path, `"${key}" in it names ${names.length} classes, needs ${count}`);
  }
  return names;
}
