import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { memberPath } from "../../src/data/archives/memberPath.ts";
import { tarEntries } from "../../src/data/archives/tarEntries.ts";
import { unpackArchive } from "../../src/data/archives/unpackArchive.ts";
import { parseCifarBinary } from "../../src/data/formats/cifarBinary.ts";
import { parseCifarPickle } from "../../src/data/formats/cifarPickle.ts";
import { parseIdx, parseIdxIntegers } from "../../src/data/formats/idx.ts";
import { parseMatlab } from "../../src/data/formats/matlab/matlab.ts";
import { parsePickle } from "../../src/data/formats/pickle/pickle.ts";
import { unpacked } from "../../src/data/formats/readUnpacked.ts";
import { parseSvhn } from "../../src/data/formats/svhn.ts";
import { parseSafetensors } from "../../src/storage/safetensors.ts";
import {
  cifarFile,
  fixture,
  idxFile,
  matlabArray,
  packedMatlabFile,
  safetensorsFile,
  tarFile,
  withHeaderLength,
  withTarSums,
  zipFile,
} from "./validFiles.ts";

/** A reader of files, and files that it reads. */
export interface FuzzedReader {
  /** Of what it reads, for the names of tests. */
  readonly name: string;
  /** Files that are damaged before they are read. */
  readonly files: readonly Uint8Array[];
  /** What is done to damaged bytes so that the reader gets further than its first check; default nothing. */
  readonly repair?: (bytes: Uint8Array) => Uint8Array;
  /** Whether files are packed, so that they may unpack to many times their size. */
  readonly isPacked?: boolean;
  /** How many damaged files it is given; default 1000. */
  readonly cases?: number;
  /** Reads the bytes; `folder` is an empty folder, and what is given back is what takes memory. */
  read(bytes: Uint8Array, folder: string): unknown;
}

const path = "file";
const idxFiles = [idxFile(8, [3, 5, 4], 1), idxFile(8, [9], 1)];
const matlabNames = ["int16", "single", "double", "int64", "empty", "bytes"];
const most = 2 ** 24;

/** What writes files takes longer. */
const casesOnDisk = 300;

/** Every reader of bytes that people get from elsewhere. */
export const readers: readonly FuzzedReader[] = [
  { name: "IDX", files: idxFiles, read: (bytes) => parseIdx(bytes, path) },
  {
    name: "IDX of integers",
    files: [idxFile(12, [4, 8], 4)],
    read: (bytes) => parseIdxIntegers(bytes, path),
  },
  {
    name: "IDX packed by gzip",
    files: idxFiles.map((file) => Uint8Array.from(gzipSync(file))),
    isPacked: true,
    read: async (bytes) => parseIdx(await unpacked(bytes, path, most), path),
  },
  {
    name: "binary CIFAR-10",
    files: [cifarFile([[3], [9]])],
    read: (bytes) => parseCifarBinary(bytes, 10, path),
  },
  {
    name: "binary CIFAR-100",
    files: [cifarFile([[19, 99]])],
    read: (bytes) => parseCifarBinary(bytes, 100, path),
  },
  {
    name: "pickled CIFAR-10",
    files: ["protocol2", "protocol4", "protocol5", "python2"].map(pickleFixture),
    read: (bytes) => parseCifarPickle(bytes, 10, path),
  },
  {
    name: "pickled CIFAR-100",
    files: [pickleFixture("cifar100-train")],
    read: (bytes) => parseCifarPickle(bytes, 100, path),
  },
  {
    name: "pickle",
    files: [pickleFixture("cifar100-meta")],
    read: (bytes) => parsePickle(bytes, path),
  },
  {
    name: "safetensors",
    files: [safetensorsFile()],
    read: (bytes) => parseSafetensors(bytes, path),
  },
  {
    name: "safetensors with the right length of the header",
    files: [safetensorsFile()],
    repair: withHeaderLength,
    read: (bytes) => parseSafetensors(bytes, path),
  },
  { name: "tar", files: [tarFile()], read: readTar },
  { name: "tar with right sums", files: [tarFile()], repair: withTarSums, read: readTar },
  {
    name: "tar to disk",
    files: [tarFile()],
    repair: withTarSums,
    cases: casesOnDisk,
    read: (bytes, folder) => unpackedIn(folder, "archive.tar", bytes),
  },
  {
    name: "tar.gz to disk",
    files: [Uint8Array.from(gzipSync(tarFile()))],
    isPacked: true,
    cases: casesOnDisk,
    read: (bytes, folder) => unpackedIn(folder, "archive.tar.gz", bytes),
  },
  {
    name: "zip to disk",
    files: [zipFile()],
    isPacked: true,
    cases: casesOnDisk,
    read: (bytes, folder) => unpackedIn(folder, "archive.zip", bytes),
  },
  {
    name: "MAT-file",
    files: [fixture("matlab/plain.mat")],
    read: (bytes) => parseMatlab(bytes, { names: matlabNames, path }),
  },
  {
    name: "MAT-file with packed arrays",
    files: [fixture("matlab/packed.mat")],
    isPacked: true,
    read: (bytes) => parseMatlab(bytes, { names: matlabNames, path }),
  },
  {
    name: "MAT-file with a packed array that was damaged before",
    files: [matlabArray()],
    repair: packedMatlabFile,
    isPacked: true,
    read: (bytes) => parseMatlab(bytes, { names: ["bytes"], path }),
  },
  {
    name: "SVHN",
    files: [fixture("matlab/svhn.mat")],
    isPacked: true,
    read: (bytes) => parseSvhn(bytes, path),
  },
];

function pickleFixture(name: string): Uint8Array {
  return fixture(`pickle/${name}`);
}

async function readTar(bytes: Uint8Array) {
  const parts: Uint8Array[] = [];
  for await (const entry of tarEntries(inPieces(bytes), path)) {
    memberPath(entry.name, path);
    for await (const part of entry.contents()) parts.push(part);
  }
  return parts;
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 700) yield bytes.slice(at, at + 700);
}

async function unpackedIn(folder: string, name: string, bytes: Uint8Array) {
  const archive = join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(archive, bytes);
  const to = join(folder, "unpacked");
  try {
    return await unpackArchive(archive, to, { mostEntries: 100, mostBytes: most });
  } finally {
    rmSync(to, { recursive: true, force: true });
    rmSync(archive);
  }
}
