import type { Estimate } from "../../core/statistics.ts";
import type { Group } from "./cells.ts";
import type {
  LayerPicture,
  LayerSize,
  OneClass,
  ShownImages,
  SpreadPlace,
} from "./measure/measured.ts";

/**
 * What the study found.
 *
 * Units: shares and accuracies are fractions of 1, with 95 % intervals over seeds (Student t)
 * @source Dai & Jin'no, figures 3 and 4; what goes beyond them is ours
 */
export interface LatentResults {
  /** The table's four first, in the source's order. */
  readonly networks: readonly NetworkResult[];
  readonly pictures: readonly NetworkPicture[];
  readonly shown: ShownImages | null;
}

/** One network, trained in one way: what its seeds gave together. */
export interface NetworkResult {
  readonly row: string;
  readonly group: Group;
  readonly title: string;
  readonly normalisation: "batch" | "none";
  readonly epochs: number;
  readonly layers: readonly LayerSize[];
  /** Of the test images, after the last epoch. */
  readonly accuracy: Estimate;
  readonly history: readonly EpochAccuracy[];
  readonly spreads: readonly SpreadResult[];
  readonly classes: readonly ClassResult[];
}

/** How far a training had come. */
export interface EpochAccuracy {
  readonly seed: number;
  readonly epoch: number;
  readonly accuracy: number;
  /** The loss on the training images; NaN before training. */
  readonly trainLoss: number;
}

/** A place's spread, each number with its values of all seeds, in the order of the study's seeds; null where one has none. */
export interface SpreadResult extends SpreadPlace {
  /** In the order of `varianceShares`, as far as they were counted of so many images. */
  readonly components: readonly Estimate[] | null;
  readonly participationRatio: Estimate | null;
  readonly twoNn: Estimate | null;
}

/** The same of what is measured by class. */
export interface ClassResult extends SpreadPlace {
  readonly within: readonly Estimate[] | null;
  readonly byClass: readonly OneClassResult[];
  readonly between: readonly Estimate[] | null;
  readonly betweenShare: Estimate | null;
}

/** The images of one class. */
export interface OneClassResult extends Omit<OneClass, "count"> {
  readonly count: Estimate | null;
}

/** A picture of the first seed's network of a row. */
export interface NetworkPicture extends LayerPicture {
  readonly row: string;
}

/** Where a place is looked for; what is left out may be anything. */
export type Wanted = Partial<SpreadPlace>;

const placeKeys = ["layer", "stage", "part", "epoch", "images"] as const;

/** Whether a place is the one that is looked for. */
export function isAt(place: SpreadPlace, wanted: Wanted): boolean {
  return placeKeys.every((key) => wanted[key] === undefined || place[key] === wanted[key]);
}
