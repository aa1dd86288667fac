import type { ScatterSheet } from "../scatterData.ts";
import type { Points } from "./nearestPoint.ts";

/** All that is to be seen of a scatter at one moment. */
export interface Scene extends Points {
  /** Width and height, in pixels of the page. */
  readonly size: number;
  /** Shape: [N] */
  readonly labels: readonly number[];
  /** For each label. */
  readonly looks: readonly Look[];
  /** Whether a point is drawn as an outline. */
  readonly isHollow: (index: number) => boolean;
  /** Drawn in place of symbols. */
  readonly images: SceneImages | undefined;
  readonly highlight: Highlight | undefined;
  readonly ink: string;
  readonly background: string;
}

/** The look of a class. */
export interface Look {
  readonly colour: string;
  /** As in the `d` of a path, around (0, 0), with a radius of about 5. */
  readonly outline: string;
}

/** The images of the points. */
export interface SceneImages extends ScatterSheet {
  readonly source: CanvasImageSource;
}

/** The point that stands out, and where it lies at all epochs. */
export interface Highlight {
  readonly index: number;
  readonly trail: readonly (readonly [x: number, y: number])[];
}
