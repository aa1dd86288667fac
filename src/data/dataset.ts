import type { Normalisation } from "../core/normalisation.ts";
import type { ImageSet } from "./imageSet.ts";

/** What a network is trained on and tested with. */
export interface Dataset {
  /** The name it is asked for by, such as `mnist`. */
  readonly name: string;
  /** What tables, reports and pictures call it, such as "MNIST" or "generated digits". */
  readonly title: string;
  /** What each label stands for: label k is `classes[k]`. */
  readonly classes: readonly string[];
  readonly train: ImageSet;
  /** Examples that are neither learned from nor tested on, to choose settings by. */
  readonly validation?: ImageSet | undefined;
  readonly test: ImageSet;
  /** What else is known of every image, such as its digit and its colour. */
  readonly concepts?: readonly Concept[] | undefined;
  /** The published constants that networks on these data are given images with. */
  readonly normalisation?: Normalisation | undefined;
  /** Whether the program made the images itself. */
  readonly generated: boolean;
  /** One sentence on what a reader of a result has to know about these data. */
  readonly note: string;
}

/** A property of images that has values of its own, such as colour. Every image set of the data set says which each image has. */
export interface Concept {
  readonly name: string;
  /** What the numbers stand for: value k is `values[k]`. */
  readonly values: readonly string[];
  /**
   * The number of the value that each class stands for; left out where a class may come with any value.
   *
   * Shape: [K]
   */
  readonly ofClass?: readonly number[] | undefined;
}
