import { expect, test } from "vitest";
import { madeUpSequence, type SequenceBehaviour } from "../../../../test/support/madeUpSequence.ts";
import {
  distanceToModel1,
  distanceWithinModel2,
  farthestIn,
  lengthRatio,
  ratioToRandom,
} from "./filterEffects.ts";

const withFilters = (filter: SequenceBehaviour["filter"], seeds = [0, 1]) =>
  madeUpSequence({ seeds, filters: 2, experiments: "no" }, { filter });

/** A filter that looks at one pixel. */
const onePixel = (pixel: number, weight: number, size: number) =>
  Array.from({ length: size }, (_, at) => (at === pixel ? weight : 0));

/**
 * Model-1: CNN1 looks at pixels 0 and 1 with weight 2, CNN2 at 2 and 3. Model-2: both filters of both CNNs look at pixel 0
 * with weight 1.
 */
const apart = withFilters(({ model, place }, filter, _, size) =>
  model === 1 ? onePixel(2 * (place - 1) + filter, 2, size) : onePixel(0, 1, size),
);

test("distanceToModel1() looks for model-2's filters among model-1's, not the other way round", () => {
  // At place 1 they are 1 away, at place 2 √5; within model-1 all are √8 apart.
  const measured = distanceToModel1(apart, "nearest distance")!;
  expect(measured.n).toBe(2);
  expect(measured.mean).toBeCloseTo((1 + Math.sqrt(5)) / 2 - Math.sqrt(8), 12);
  // Without lengths 0 and √2 beside √2.
  const scaleFree = distanceToModel1(apart, "nearest scale-free distance")!;
  expect(scaleFree.mean).toBeCloseTo(-Math.SQRT2 / 2, 12);
});

test("farthestIn() takes the farthest filter of every panel, and the mean over panels", () => {
  // CNN1 has 0 and 1, CNN2 2 and 6.
  const uneven = withFilters(({ place }, filter, _, size) =>
    onePixel(0, place === 1 ? filter : 2 + 4 * filter, size),
  );
  expect(farthestIn(uneven, ["4a"]).values).toEqual([2, 2]);
  expect(farthestIn(uneven, ["4b"]).values).toEqual([5, 5]);
  expect(farthestIn(uneven, ["4a", "4b"]).values).toEqual([3.5, 3.5]);
  expect(farthestIn(uneven, ["5b", "5d"]).values).toEqual([0, 0]);
});

test("distanceWithinModel2() is below 0 where model-2's CNNs are more alike than model-1's", () => {
  expect(distanceWithinModel2(apart, "nearest distance")!.mean).toBeCloseTo(-Math.sqrt(8), 12);
  expect(distanceWithinModel2(apart, "nearest scale-free distance")!.mean).toBeCloseTo(
    -Math.SQRT2,
    12,
  );
});

test("distanceWithinModel2() is above 0 where they are less alike", () => {
  const turned = withFilters(({ model, place }, filter, _, size) =>
    onePixel(filter, model === 2 && place === 2 ? -1 : 1, size),
  );
  // The nearest to a pixel is the other one turned round: √2.
  expect(distanceWithinModel2(turned, "nearest distance")!.mean).toBeCloseTo(Math.SQRT2, 12);
});

test("lengthRatio() sets the lengths of model-2's filters beside those of model-1's", () => {
  expect(lengthRatio(apart)!.values).toEqual([0.5, 0.5]);
});

test("ratioToRandom() is 0 where filters are the same in any order, and about 1 where they point anywhere", () => {
  const shuffled = withFilters(({ place }, filter, _, size) =>
    onePixel(place === 1 ? filter : 1 - filter, 1, size),
  );
  expect(ratioToRandom(shuffled, "within model-1", "matched distance")!.mean).toBe(0);
  const usual = madeUpSequence({ filters: 8, experiments: "no" });
  for (const kind of ["within model-1", "within model-2", "between the models"] as const) {
    const { mean, n } = ratioToRandom(usual, kind, "matched scale-free distance")!;
    expect(n).toBe(3);
    expect(mean).toBeGreaterThan(0.85);
    expect(mean).toBeLessThan(1.15);
  }
});

test("ratioToRandom() divides by random filters that are as long as those of the model", () => {
  // Ten times as long, filters are ten times as far from each other, and from random ones.
  const long = withFilters(({ model, place }, filter, _, size) =>
    onePixel(2 * (place - 1) + filter, model === 1 ? 10 : 1, size),
  );
  const [first, second] = (["within model-1", "within model-2"] as const).map(
    (kind) => ratioToRandom(long, kind, "matched distance")!.mean,
  );
  expect(first! / second!).toBeGreaterThan(0.8);
  expect(first! / second!).toBeLessThan(1.25);
});

test("filter effects are null where filters have no direction", () => {
  const none = withFilters((_cnn, _filter, _done, size) => new Array(size).fill(0));
  expect(ratioToRandom(none, "within model-1", "matched distance")).toBeNull();
  expect(distanceToModel1(none, "nearest scale-free distance")).toBeNull();
  expect(distanceWithinModel2(none, "nearest scale-free distance")).toBeNull();
  expect(lengthRatio(none)).toBeNull();
});
