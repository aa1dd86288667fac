import type { Concept } from "../dataset.ts";

/** The parts that images are divided into. */
export type Split = "train" | "validation" | "test";

/** Where the images of a data set lie that are still single files, and what is known of each. */
export interface ImageListing {
  /** What tables, reports and pictures call the data set. */
  readonly title: string;
  /** What each label stands for: label k is `classes[k]`. */
  readonly classes: readonly string[];
  readonly concepts?: readonly Concept[];
  readonly splits: Readonly<Record<Split, readonly ListedImage[]>>;
  /** Files among the images that are images of formats which are not read, as paths like those of images. */
  readonly otherFormats?: readonly string[];
  /** What had to be decided about the layout of the folder, in one sentence; empty where nothing had. */
  readonly note: string;
}

/** An image that lies in a file of its own. */
export interface ListedImage {
  /** Relative to the folder that was listed, with "/" between its parts. */
  readonly path: string;
  readonly label: number;
  /** By a concept's name, the number of its value. */
  readonly concepts?: Readonly<Record<string, number>>;
}
