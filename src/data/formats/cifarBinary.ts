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
import { parseClassNames } from "./parseClassNames.ts";

const files = {
  10: {
    train: [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`),
    test: ["test_batch.bin"],
    names: ["batches.meta.txt"],
  },
  100: {
    train: ["train.bin"],
    test: ["test.bin"],
    names: ["fine_label_names.txt", "coarse_label_names.txt"],
  },
} as const;

/**
 * Reads the binary form of CIFAR-10 or CIFAR-100 from a folder or an archive.
 *
 * Shape: images [N, 3, 32, 32]
 * @throws {DataError} when a file is missing or damaged, or a label is out of range
 * @source Krizhevsky 2009, "The CIFAR-10 dataset", https://www.cs.toronto.edu/~kriz/cifar.html, section "Binary version"
 */
export async function readCifarBinary(path: string, version: CifarVersion): Promise<Cifar> {
  const { names } = files[version];
  const namesIn: CifarForm["namesIn"] = (bytesOf, counts) =>
    names.map((name, index) =>
      parseClassNames(bytesOf(name), { count: counts[index]!, path: `${path}/${name}` }),
    );
  return readCifar(path, version, { ...files[version], parse: parseCifarBinary, namesIn });
}

/**
 * The records in the bytes of one file; `path` is for messages. A record is the label, in CIFAR-100 after that of the
 * superclass, and the planes of red, green and blue.
 *
 * @throws {DataError} when the bytes are not whole records, or a label is out of range
 */
export function parseCifarBinary(
  bytes: Uint8Array,
  version: CifarVersion,
  path: string,
): CifarBatch {
  const size = imageSize(cifarFormat);
  const labelSize = version === 10 ? 1 : 2;
  const step = labelSize + size;
  if (bytes.length === 0 || bytes.length % step !== 0) {
    throw cannotRead(path, `it has ${bytes.length} bytes, needs records of ${step}`);
  }
  const count = bytes.length / step;
  const images = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) {
    images.set(bytes.subarray(i * step + labelSize, (i + 1) * step), i * size);
  }
  const column = (offset: number) =>
    Uint8Array.from({ length: count }, (_, i) => bytes[i * step + offset]!);
  const numbers =
    version === 10 ? { labels: column(0) } : { labels: column(1), superclasses: column(0) };
  return checkedBatch(images, numbers, { version, path });
}
