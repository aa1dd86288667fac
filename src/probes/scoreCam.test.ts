import { expect, test } from "vitest";
import { askProbe, datasetOf } from "../../test/support/askProbe.ts";
import { camNetwork, camNumbers, camSet } from "../../test/support/camNetwork.ts";
import { scoreCam } from "./scoreCam.ts";

/** The maps of the image 0, 0.2, 0.4, 1. */
const maps = [
  [1, 0.8, 0.6, 0],
  [0, 0, 0.1, 0.7],
] as const;

async function foundWith(baseline: string): Promise<number[]> {
  const { arrays } = await askProbe(scoreCam, {
    network: camNetwork("mean"),
    numbers: camNumbers([0.5, 1]),
    dataset: datasetOf(camSet),
    options: { baseline },
  });
  return [...arrays!.maps!.data];
}

/** The score of an image: half the mean of 1 - x, and the mean of max(x - 0.3, 0). */
function scoreOf(x: readonly number[]): number {
  return x.reduce((sum, own) => sum + (0.5 * (1 - own) + Math.max(0, own - 0.3)) / 4, 0);
}

function knownOf(scores: readonly [number, number]): number[] {
  const first = 1 / (1 + Math.exp(scores[1] - scores[0]));
  const raw = maps[0].map((own, at) => first * own + (1 - first) * maps[1][at]!);
  const [least, most] = [Math.min(...raw), Math.max(...raw)];
  return raw.map((value) => (value - least) / (most - least));
}

test("scoreCam is what is found by hand", async () => {
  // The masks are the maps themselves as fractions: 1, 0.8, 0.6, 0 and 0, 0, 1/7, 1.
  const known = knownOf([scoreOf([0, 0.16, 0.24, 0]), scoreOf([0, 0, 0.4 / 7, 1])]);
  const found = await foundWith("black");
  known.forEach((value, at) => {
    expect(found[at]).toBeCloseTo(value, 5);
  });
});

test("scoreCam shows the baseline where a mask hides the image", async () => {
  const mean = 102 / 255;
  const seen = (mask: readonly number[]) =>
    [0, 0.2, 0.4, 1].map((own, at) => mask[at]! * own + (1 - mask[at]!) * mean);
  const known = knownOf([scoreOf(seen([1, 0.8, 0.6, 0])), scoreOf(seen([0, 0, 1 / 7, 1]))]);
  const found = await foundWith("mean");
  known.forEach((value, at) => {
    expect(found[at]).toBeCloseTo(value, 5);
  });
});
