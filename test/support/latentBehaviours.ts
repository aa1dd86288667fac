import type { LayerName } from "../../src/studies/latent/layers.ts";
import type { SpreadPlace } from "../../src/studies/latent/measure/measured.ts";

/** Where a made-up network is asked. */
export interface MadeUpPlace extends SpreadPlace {
  readonly row: string;
  readonly seed: number;
  /** Share of the training that is over, from 0 to 1. */
  readonly done: number;
  readonly dimension: number;
}

/** What made-up networks do. */
export interface LatentBehaviour {
  /** Of the test images; `done` is the share of the training that is over. */
  readonly accuracy: (row: string, seed: number, done: number) => number;
  /** Components for 70 % of the variance, before rounding; null where all images have the same output. */
  readonly count: (place: MadeUpPlace) => number | null;
}

type ByLayer = Readonly<Record<LayerName, number>>;

const finals: Readonly<Record<string, number>> = {
  no1: 0.82,
  no2: 0.77,
  no3: 0.84,
  no4: 0.83,
  "no1-shuffled": 0.1,
  "no1-none": 0.76,
  "no1-batch": 0.83,
};

/** No. 1's of the pilot: 2,000 images, before training and after two epochs. */
const pilot = {
  untrained: { c1: 9, c2: 8, c3: 7, c4: 7, c5: 6, c6: 7, gap: 1.4 },
  trained: { c1: 79, c2: 138, c3: 99, c4: 71, c5: 31, c6: 11, gap: 3 },
} as const satisfies { readonly [When in "untrained" | "trained"]: ByLayer };

/** What else a count depends on, whatever the network is like. */
function factorOf({ row, seed, stage, part }: MadeUpPlace): number {
  const ofRow = row === "no2" ? 0.7 : row === "no1-shuffled" ? 0.5 : 1;
  const ofStage = { convolution: 0.5, normed: 0.8, output: 1 }[stage];
  const ofPart = part === "train" ? 0.95 : 1;
  return ofRow * ofStage * ofPart * (1 + 0.02 * [0, 1, -1][seed % 3]!);
}

/** Between the two before and after training, in equal ratios. */
function between(before: number, after: number, done: number): number {
  return before * (after / before) ** (done ** 0.3);
}

/** About as the pilot found it: training spreads the data, less so the deeper the layer, and counts grow with images. */
export const usual: LatentBehaviour = {
  accuracy: (row, seed, done) => {
    const spread = [0, 0.004, -0.004][seed % 3]!;
    return 0.1 + ((finals[row] ?? 0.8) + spread - 0.1) * done ** 0.3;
  },
  count: (place) => {
    const { layer, images, done } = place;
    const count = between(pilot.untrained[layer], pilot.trained[layer], done);
    return count * (images / 2000) ** (0.01 + 0.25 * done) * factorOf(place);
  },
};

/** As the source has it: every one of its claims holds, and it is the training that does it. */
export const likeSource: LatentBehaviour = {
  ...usual,
  count: (place) => {
    const ratios = { c1: 0.003, c2: 0.005, c3: 0.01, c4: 0.015, c5: 0.03, c6: 0.06, gap: 0.2 };
    const { layer, dimension, done } = place;
    const start = layer === "gap" ? 1 : 8;
    return (
      between(start, ratios[layer] * dimension, done) * factorOf({ ...place, row: ofSize(place) })
    );
  },
};

/** The opposite: none of its claims holds, though all networks have learned. */
export const unlikeSource: LatentBehaviour = {
  ...usual,
  count: (place) => {
    const ends = { c1: 0.08, c2: 0.07, c3: 0.06, c4: 0.05, c5: 0.04, c6: 0.03, gap: 0.01 };
    const starts = { c1: 0.1, c2: 0.11, c3: 0.12, c4: 0.13, c5: 0.14, c6: 0.15, gap: 0.3 };
    const { layer, dimension, done, row } = place;
    const other = row === "no1-shuffled" ? 2.5 : 1;
    return (
      between(starts[layer], ends[layer], done) *
      other *
      dimension *
      factorOf({ ...place, row: ofSize(place) })
    );
  },
};

/** Where counts go by the dimension, half the channels have half the count already. */
function ofSize({ row }: MadeUpPlace): string {
  return row === "no2" ? "no1" : row;
}
