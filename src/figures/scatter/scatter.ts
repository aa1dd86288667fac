import type { PixelImage } from "../png.ts";

/** The same images laid out in the plane many times: in each layer, by each method, at each epoch. */
export interface Scatter {
  /** Names of the classes, in the order of their labels. */
  readonly classes: readonly string[];
  /** Shape: [N] */
  readonly labels: ArrayLike<number>;
  /** In the order of the labels; all of one size. Their number decides how large a report becomes. */
  readonly images: readonly PixelImage[];
  /** In the order in which choices are offered; those of the same choices are followed from epoch to epoch. */
  readonly pictures: readonly ScatterPicture[];
}

/** Where the images of a scatter lie under one choice at one epoch. */
export interface ScatterPicture {
  /** What a reader chooses, by the name of the choice, such as `{ network: "No. 1", layer: "c3", method: "t-SNE" }`. */
  readonly choices: Readonly<Record<string, string>>;
  readonly epoch: number;
  /** Shape: [N, 2] */
  readonly positions: ArrayLike<number>;
  /** Label that the network gives each image at this epoch. Shape: [N] */
  readonly answers?: ArrayLike<number>;
  /** A sentence on this picture, such as how many neighbours are kept. */
  readonly note?: string;
}
