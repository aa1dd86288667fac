import { statSync } from "node:fs";
import { UsageError } from "../core/errors.ts";
import { suggest } from "../core/suggest.ts";
import type { DataSource } from "./dataSource.ts";
import { arithmeticPairs } from "./generated/arithmeticPairs.ts";
import { colouredDigits } from "./generated/colouredDigits/colouredDigits.ts";
import { generatedDigits } from "./generated/generatedDigits.ts";
import { shapesTextures } from "./generated/shapesTextures/shapesTextures.ts";
import { packedNames } from "./pack/findPacked.ts";
import { cifar10 } from "./sets/cifar10.ts";
import { cifar100 } from "./sets/cifar100.ts";
import { emnist } from "./sets/emnist.ts";
import { fashionMnist } from "./sets/fashionMnist.ts";
import { imageNet } from "./sets/imageNet.ts";
import { iNaturalist2018 } from "./sets/iNaturalist2018.ts";
import { kmnist } from "./sets/kmnist.ts";
import { mnist } from "./sets/mnist.ts";
import { qmnist } from "./sets/qmnist.ts";
import { stl10 } from "./sets/stl10.ts";
import { svhn } from "./sets/svhn.ts";
import { tinyImageNet } from "./sets/tinyImageNet.ts";

/** The data sets that can be asked for by name. */
export const dataSets = {
  "generated-digits": generatedDigits,
  "coloured-digits": colouredDigits,
  "shapes-textures": shapesTextures,
  "arithmetic-pairs": arithmeticPairs,
  mnist,
  "fashion-mnist": fashionMnist,
  kmnist,
  qmnist,
  "emnist-byclass": emnist("byclass"),
  "emnist-bymerge": emnist("bymerge"),
  "emnist-balanced": emnist("balanced"),
  "emnist-letters": emnist("letters"),
  "emnist-digits": emnist("digits"),
  "emnist-mnist": emnist("mnist"),
  "cifar-10": cifar10,
  "cifar-100": cifar100,
  svhn,
  "stl-10": stl10,
  "tiny-imagenet": tinyImageNet,
  imagenet: imageNet,
  "inaturalist-2018": iNaturalist2018,
} as const satisfies { readonly [name: string]: DataSource };

/** What a data set can be asked for by. */
export type DataSetName = keyof typeof dataSets;

/** The names of all data sets. */
export const dataSetNames = Object.keys(dataSets) as DataSetName[];

/** How a sentence ends that has no data set in it: there are too many to name them all. */
export const neededDataSet = "needs one that `learnscope data ls` lists";

/** Whether there is a data set of that name in the catalogue. */
export function isDataSetName(name: string): name is DataSetName {
  return Object.hasOwn(dataSets, name);
}

/**
 * The entry of the catalogue that a user means by `name`.
 *
 * @throws {UsageError} when there is none
 */
export function dataSourceOf(name: string): DataSource {
  if (isDataSetName(name)) return dataSets[name];
  const near = suggest(name, [...dataSetNames, ...packedNames()]);
  const isFolder = statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const meant = near === undefined ? "" : `; did you mean "${near}"`;
  const hint = isFolder ? `; \`learnscope data pack "${name}"\` makes one of that folder` : meant;
  throw new UsageError(
    `Cannot use data set "${name}": there is none of that name, ${neededDataSet}${hint}`,
  );
}
