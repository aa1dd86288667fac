import { readMembers } from "../archives/readMembers.ts";
import { cannotRead } from "../cannotRead.ts";
import type { Concept } from "../dataset.ts";
import type { ImageFormat, ImagesInMemory } from "../imageSet.ts";
import { labelsFrom } from "./labelsFrom.ts";
import { memberOf } from "./memberOf.ts";

/** CIFAR-10, or CIFAR-100 with its twenty superclasses. */
export type CifarVersion = 10 | 100;

/** What the files of CIFAR hold, whichever of their two forms they have. */
export interface Cifar {
  readonly classes: readonly string[];
  /** Of CIFAR-100, the superclass of each class. */
  readonly concepts?: readonly Concept[];
  readonly train: ImagesInMemory;
  readonly test: ImagesInMemory;
}

/** Images and labels of one file, checked. */
export interface CifarBatch {
  /** Shape: [N, 3, 32, 32] */
  readonly images: Uint8Array;
  readonly labels: Int32Array;
  /** Of CIFAR-100. Shape: [N] */
  readonly superclasses?: Int32Array;
}

/** One of the two forms in which CIFAR is published. */
export interface CifarForm {
  readonly train: readonly string[];
  readonly test: readonly string[];
  /** The files with the names of classes and, of CIFAR-100, superclasses. */
  readonly names: readonly string[];
  parse(bytes: Uint8Array, version: CifarVersion, path: string): CifarBatch;
  /** The names of classes, and those of superclasses, as many as the counts say; `bytesOf` gives a file's contents. */
  namesIn(bytesOf: (name: string) => Uint8Array, counts: readonly number[]): string[][];
}

/** Every image of CIFAR. */
export const cifarFormat: ImageFormat = { channels: 3, height: 32, width: 32 };

const superclass = "superclass";
const superclassCount = 20;

/** Twice the largest file, the training images of CIFAR-100. Units: bytes */
const most = 2 ** 28;

/**
 * Reads CIFAR-10 or CIFAR-100 in one of its forms from a folder or an archive.
 *
 * Shape: images [N, 3, 32, 32]
 * @throws {DataError} when a file is missing or damaged, or a label is out of range
 */
export async function readCifar(
  path: string,
  version: CifarVersion,
  form: CifarForm,
): Promise<Cifar> {
  const files = [...form.train, ...form.test, ...form.names];
  const members = await readMembers(path, files, most);
  const bytesOf = (name: string) => memberOf(members, name, path);
  const part = (names: readonly string[]) =>
    joined(names.map((name) => form.parse(bytesOf(name), version, `${path}/${name}`)));
  const counts = version === 10 ? [version] : [version, superclassCount];
  const [classes = [], superclasses] = form.namesIn(bytesOf, counts);
  const set = { classes, train: part(form.train), test: part(form.test) };
  if (!superclasses) return set;
  return {
    ...set,
    concepts: [superclassesOf([set.train, set.test], { classes, superclasses }, path)],
  };
}

/**
 * The batch that has the given images and numbers for labels; `path` is for messages.
 *
 * @throws {DataError} when a number stands for no class
 */
export function checkedBatch(
  images: Uint8Array,
  numbers: { readonly labels: ArrayLike<number>; readonly superclasses?: ArrayLike<number> },
  { version, path }: { readonly version: CifarVersion; readonly path: string },
): CifarBatch {
  const labels = labelsFrom(numbers.labels, { classes: version, path });
  if (!numbers.superclasses) return { images, labels };
  const superclasses = labelsFrom(numbers.superclasses, { classes: superclassCount, path });
  return { images, labels, superclasses };
}

function joined(batches: readonly CifarBatch[]): ImagesInMemory {
  const images = concatenated(batches.map((batch) => batch.images));
  const labels = Int32Array.from(batches.flatMap((batch) => [...batch.labels]));
  const set = { ...cifarFormat, images, labels, count: labels.length };
  const superclasses = batches.flatMap((batch) => [...(batch.superclasses ?? [])]);
  if (superclasses.length === 0) return set;
  return { ...set, concepts: { [superclass]: Int32Array.from(superclasses) } };
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

interface ClassNames {
  readonly classes: readonly string[];
  readonly superclasses: readonly string[];
}

/** Which class belongs to which superclass is nowhere written: it is seen from the images. */
function superclassesOf(
  parts: readonly ImagesInMemory[],
  names: ClassNames,
  path: string,
): Concept {
  const labels = parts.flatMap((part) => [...part.labels]);
  const stored = parts.flatMap(({ concepts }) => [...(concepts?.[superclass] ?? [])]);
  const ofClass = names.classes.map((_, label) => stored[labels.indexOf(label)]);
  const wrong = labels.findIndex((label, i) => ofClass[label] !== stored[i]);
  if (wrong >= 0) {
    const name = names.classes[labels[wrong]!];
    throw cannotRead(path, `images of "${name}" are in two superclasses, needs one for each class`);
  }
  const known = ofClass.filter((value) => value !== undefined);
  return {
    name: superclass,
    values: names.superclasses,
    ...(known.length === ofClass.length && { ofClass: known }),
  };
}
