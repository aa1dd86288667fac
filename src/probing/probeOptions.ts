/** Parts of a data set that can be looked at. */
export type Part = "train" | "validation" | "test";

/** Images that a probe looks at where nothing else is said. */
export interface ImageWish {
  readonly part: Part;
  /** 0 for all. */
  readonly count: number;
}

/** Keys that every probe has which looks at images. */
export interface ImageKeys {
  readonly part: Part;
  /** 0 for all. */
  readonly count: number;
  /** Training images to fit to, where the probe does so; 0 for all. */
  readonly fitCount: number;
  /** Seed of the draw of images, the same for all runs: so that all are asked about the same ones. */
  readonly draw: number;
}

/** A probe's own options, and those of its images. */
export type ProbeSettings<Options extends object> = Options & ImageKeys;
