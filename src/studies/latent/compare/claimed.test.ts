import { expect, test } from "vitest";
import { likeSource, usual } from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import type { LatentResults } from "../results.ts";
import {
  canFillFirst,
  equalLayers,
  firstRatio,
  leastSpreadByTraining,
  leastTimesAs,
  leastTrend,
  leastTrendByTraining,
  no3Growth,
  no3LeastStep,
  spreadByClasses,
} from "./claimed.ts";
import { depthTrend, stepsOver, timesAs } from "./compareLayers.ts";
import { trendLessUntrained } from "./compareTrainings.ts";
import { networkNamed, tableNetworks } from "./networkNamed.ts";
import { dimensionOf, ratioAt } from "./ratioAt.ts";

const given = { pictureCount: 0, epochs: 2, sampleCount: 2000 } as const;
const results = madeUpLatent(given, likeSource);
const noNo2 = madeUpLatent(given, {
  ...likeSource,
  accuracy: (row, seed, done) => (row === "no2" ? 0.1 : usual.accuracy(row, seed, done)),
});

test.each<[string, (own: LatentResults) => unknown, (own: LatentResults) => readonly number[][]]>([
  ["leastTrend", leastTrend, (own) => tableNetworks(own).map((n) => [...depthTrend(n)!.values])],
  [
    "leastTimesAs",
    (own) => leastTimesAs(own, ["c3", "c2"]),
    (own) => tableNetworks(own).map((n) => [...timesAs(n, ["c3", "c2"])!.values]),
  ],
  [
    "leastTrendByTraining",
    leastTrendByTraining,
    (own) => tableNetworks(own).map((n) => [...trendLessUntrained(n)!.values]),
  ],
])("%s() is the least of the four networks, seed by seed", (_, measure, all) => {
  const values = [0, 1, 2].map((seed) => Math.min(...all(results).map((own) => own[seed]!)));
  expect(measure(results)).toMatchObject({ values });
  expect(measure(noNo2)).toBeNull();
});

test("firstRatio() is the largest of c1 and c2 of the four networks", () => {
  const ratios = tableNetworks(results).flatMap((network) =>
    (["c1", "c2"] as const).map((layer) => ratioAt(network, { layer })!.values[0]!),
  );
  expect(firstRatio(results)!.values[0]).toBe(Math.max(...ratios));
  expect(firstRatio(noNo2)).toBeNull();
});

test("canFillFirst() wants so many images that 1% could be reached", () => {
  // 1 % of No. 1's c1 is 327.68, and 70 % of 467 directions are 326.9, of 468 327.6.
  const withImages = (sampleCount: number) =>
    madeUpLatent({ ...given, seeds: [0], sampleCount, viewCount: 100 });
  expect(canFillFirst(withImages(468))).toBe(false);
  expect(canFillFirst(withImages(469))).toBe(true);
  expect(firstRatio(withImages(468))).toBeNull();
});

test("no3Growth() and no3LeastStep() are those of No. 3 alone, where dimensions are equal", () => {
  const no3 = networkNamed(results, "no3")!;
  expect(equalLayers.map((layer) => dimensionOf(no3, layer))).toEqual([
    16_384, 16_384, 16_384, 16_384,
  ]);
  expect(no3Growth(noNo2)).toEqual(timesAs(no3, ["c6", "c3"]));
  const steps = stepsOver(no3, equalLayers).map((step) => step!.values[0]!);
  expect(steps).toHaveLength(3);
  expect(no3LeastStep(noNo2)!.values[0]).toBe(Math.min(...steps));
});

test("leastSpreadByTraining() and spreadByClasses() are geometric means over c4 to c6", () => {
  const counts = { c4: 20, c5: 40, c6: 80 };
  const spread = madeUpLatent(given, {
    count: ({ layer, done, row }) =>
      done === 0 ? 10 : row === "no1-shuffled" ? 20 : (counts[layer as "c4"] ?? 500),
  });
  expect(leastSpreadByTraining(spread)!.mean).toBeCloseTo(4, 12);
  expect(spreadByClasses(spread)!.mean).toBeCloseTo(2, 12);
  expect(spreadByClasses(noNo2)).toBeNull();
});
