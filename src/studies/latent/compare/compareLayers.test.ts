import { expect, test } from "vitest";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { layerNames } from "../layers.ts";
import { convolutions, depthTrend, stepsOver, timesAs } from "./compareLayers.ts";
import { networkNamed } from "./networkNamed.ts";

const given = { pictureCount: 0, epochs: 1, sampleCount: 1000, viewCount: 100, seeds: [0, 1] };

/** A network with these counts in c1 to c6 and gap; of the second seed they are twice as large. */
function counting(counts: readonly (number | null)[], untrained = counts) {
  const results = madeUpLatent(given, {
    count: ({ layer, seed, done }) => {
      const count = (done === 1 ? counts : untrained)[layerNames.indexOf(layer)];
      return count == null ? null : count * (seed + 1);
    },
  });
  return networkNamed(results, "no1")!;
}

test("convolutions are all layers but the mean", () => {
  expect(convolutions).toEqual(["c1", "c2", "c3", "c4", "c5", "c6"]);
});

test("timesAs() divides ratios, paired by seed", () => {
  const network = counting([40, 20, 30, 10, 10, 10, 10]);
  // c3 has half the dimensions of c2.
  expect(timesAs(network, ["c3", "c2"])!.values).toEqual([3, 3]);
  expect(timesAs(network, ["c2", "c1"])!.values).toEqual([0.5, 0.5]);
});

test("timesAs() has nothing of dead layers", () => {
  const network = counting([40, null, 30, 10, 10, 10, 10]);
  expect(timesAs(network, ["c3", "c2"])).toBeNull();
});

test("stepsOver() divides each layer's ratio by that before", () => {
  const network = counting([10, 20, 20, 20, 5, 5, 10]);
  const steps = stepsOver(network, ["c2", "c3", "c4", "c5"]);
  expect(steps.map((step) => step!.values[0])).toEqual([2, 1, 0.5]);
});

test("depthTrend() is 1 where the ratio grows with every layer, and −1 where it falls", () => {
  const growing = counting([10, 20, 30, 40, 50, 60, 70], [70, 60, 12, 10, 4, 3, 1]);
  expect(depthTrend(growing)!.values).toEqual([1, 1]);
  // Dimensions are halved twice: 70, 60, 24, 20, 16, 12 in multiples of the same number.
  expect(depthTrend(growing, { when: "untrained" })!.values).toEqual([-1, -1]);
});

test("depthTrend() takes pairs of layers for and against", () => {
  // 1, 2, 4, 6, 8, 4 in the same multiples: of 15 pairs, c3 and c6 are equal, c4 and c5 above c6.
  const network = counting([10, 20, 20, 30, 20, 10, 10]);
  expect(depthTrend(network)!.values[0]).toBeCloseTo((12 - 2) / Math.sqrt(15 * 14), 12);
});

test("depthTrend() of counts leaves dimensions out, and is 0 where all are the same", () => {
  const network = counting([10, 10, 10, 10, 10, 10, 10]);
  expect(depthTrend(network)!.values[0]).toBeGreaterThan(0.8);
  expect(depthTrend(network, { of: "count" })!.values).toEqual([0, 0]);
});

test("depthTrend() goes to gap where it is asked to", () => {
  const network = counting([10, 20, 30, 40, 50, 60, 5]);
  const of = "count";
  expect(depthTrend(network, { of })!.values).toEqual([1, 1]);
  // gap is below all six.
  expect(depthTrend(network, { of, layers: layerNames })!.values[0]).toBeCloseTo(9 / 21, 12);
});

test("depthTrend() has nothing of dead layers", () => {
  expect(depthTrend(counting([10, 20, 30, 40, 50, null, 70]))).toBeNull();
  expect(depthTrend(counting([10, 20, 30, 40, 50, 60, null]))).not.toBeNull();
});
