import type { LayerName, Stage } from "../layers.ts";

/**
 * What is measured of one trained network.
 *
 * @source components for 70 % of the variance after training: Dai & Jin'no, section 2; the rest is ours
 */
export interface LatentMeasured {
  readonly layers: readonly LayerSize[];
  readonly spreads: readonly Spread[];
  readonly classes: readonly ClassSpread[];
  /** Of the first seed's four networks. */
  readonly pictures: readonly LayerPicture[];
  /** The test images that the pictures show, in their order; of the first seed's No. 1 alone. */
  readonly shown: ShownImages | null;
}

/** How many numbers a layer's output has for an image. */
export interface LayerSize {
  readonly layer: LayerName;
  readonly dimension: number;
}

/** What was looked at. */
export interface SpreadPlace {
  readonly layer: LayerName;
  readonly stage: Stage;
  readonly part: "train" | "test";
  /** 0 before training. */
  readonly epoch: number;
  /** How many images; the first of the part. */
  readonly images: number;
}

/** Over how many directions the outputs of a layer spread. Null where all images have the same output. */
export interface Spread extends SpreadPlace {
  /** Smallest numbers of principal components that hold these shares of the variance: see `countedShares`. */
  readonly components: readonly number[] | null;
  readonly participationRatio: number | null;
  /** TwoNN's, where it was asked. */
  readonly twoNn: number | null;
}

/** How the outputs of a layer spread within each class, and the classes' means among each other. */
export interface ClassSpread extends SpreadPlace {
  /** Components of the images of one class by themselves, the mean over classes; as in `Spread`. */
  readonly within: readonly number[] | null;
  /** Of every class that has images, in the order of the labels. */
  readonly byClass: readonly OneClass[];
  /** Components of the classes' means by themselves. Shape: [6] */
  readonly between: readonly number[] | null;
  /** Share of the variance that lies between the classes' means. Units: fraction of 1 */
  readonly betweenShare: number | null;
}

/** The images of one class. */
export interface OneClass {
  readonly label: number;
  readonly images: number;
  /** Components that hold 70 % of their variance; null of a single image, and where all images have the same output. */
  readonly count: number | null;
}

/** The outputs of a layer in the plane, each image at its place in `ShownImages`. */
export interface LayerPicture {
  readonly layer: LayerName;
  readonly method: "tsne" | "umap";
  readonly epoch: number;
  /** Shape: [N, 2] */
  readonly positions: readonly number[];
  /**
   * Of the ten nearest along the first 50 principal directions of the layer's outputs, the share that is among the ten
   * nearest in the picture. Units: fraction of 1
   */
  readonly neighboursKept: number;
  /** Of the ten nearest along the same directions, the share of the same class. Units: fraction of 1 */
  readonly sameClass: number;
}

/** Images of a picture's points. */
export interface ShownImages {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Shape: [N] */
  readonly labels: readonly number[];
  /** Bytes of [N, C, H, W], in base64. */
  readonly pixels: string;
}
