import { expect, test } from "vitest";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { depthOf } from "../layers.ts";
import {
  timesOtherNormalisation,
  timesShuffled,
  timesUntrained,
  trendLessUntrained,
} from "./compareTrainings.ts";
import { networkNamed } from "./networkNamed.ts";

const given = { pictureCount: 0, epochs: 1, sampleCount: 1000, viewCount: 100, seeds: [0, 1] };

const counts = {
  count: ({
    row,
    seed,
    done,
    layer,
  }: {
    row: string;
    seed: number;
    done: number;
    layer: string;
  }) => {
    const own = row === "no1-shuffled" ? 30 : row === "no1-none" || row === "no1-batch" ? 20 : 60;
    return layer === "gap" ? null : (seed + 1) * (done === 1 ? own : 10);
  },
} as const;
const results = madeUpLatent(given, counts);
const network = networkNamed(results, "no1")!;

test("timesUntrained() sets a layer beside itself before training, paired by seed", () => {
  expect(timesUntrained(network, "c1")!.values).toEqual([6, 6]);
  expect(timesUntrained(network, "gap")).toBeNull();
});

test("timesShuffled() sets No. 1 beside shuffled labels", () => {
  expect(timesShuffled(results, "c4")!.values).toEqual([2, 2]);
  expect(timesShuffled(madeUpLatent({ ...given, controls: "no" }, counts), "c4")).toBeNull();
});

test("timesOtherNormalisation() sets No. 1 beside the other normalisation, whichever that is", () => {
  expect(timesOtherNormalisation(results, "c4")!.values).toEqual([3, 3]);
  const unnormed = madeUpLatent({ ...given, normalisation: "none" }, counts);
  expect(timesOtherNormalisation(unnormed, "c4")!.values).toEqual([3, 3]);
  expect(
    timesOtherNormalisation(madeUpLatent({ ...given, controls: "no" }, counts), "c4"),
  ).toBeNull();
});

test("trendLessUntrained() is the difference of two trends", () => {
  const falling = madeUpLatent(given, {
    count: ({ layer, done }) => (done === 1 ? 1000 / 3 ** depthOf(layer) : 2 * depthOf(layer)),
  });
  expect(trendLessUntrained(networkNamed(falling, "no1")!)!.values).toEqual([-2, -2]);
});
