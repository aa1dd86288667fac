import { expect, test } from "vitest";
import { askProbe, datasetOf } from "../../test/support/askProbe.ts";
import { camNetwork, camNumbers, camSet } from "../../test/support/camNetwork.ts";
import { gradCamPlusPlus } from "./gradCamPlusPlus.ts";

test("gradCamPlusPlus is what is found by hand", async () => {
  // Maps 1, 0.8, 0.6, 0 and 0, 0, 0.1, 0.7, whose sums are 2.4 and 0.8; gradients 1, 0, 0, -1 and 0, 0, 0, 2. The weights
  // are 1 / (2 + 2.4·1) and 2 / (2 + 0.8·2).
  const [first, second] = [1 / 4.4, 2 / 3.6];
  const raw = [first, 0.8 * first, 0.6 * first + 0.1 * second, 0.7 * second];
  const [least, most] = [Math.min(...raw), Math.max(...raw)];
  const { arrays } = await askProbe(gradCamPlusPlus, {
    network: camNetwork("all"),
    numbers: camNumbers([1, 0, 0, -1, 0, 0, 0, 2]),
    dataset: datasetOf(camSet),
  });
  raw.forEach((value, at) => {
    expect(arrays!.maps!.data[at]).toBeCloseTo((value - least) / (most - least), 5);
  });
});

test("gradCamPlusPlus weights nothing where a denominator is 0", async () => {
  // The maps' sums are 2.4 and 0.8: 2 + 0.8·(-2.5) is 0, or as near as rounding comes, where the gradient is cut off anyway.
  const { arrays, readings } = await askProbe(gradCamPlusPlus, {
    network: camNetwork("all"),
    numbers: camNumbers([0, 0, 0, 0, -2.5, 0, 0, 0]),
    dataset: datasetOf(camSet),
  });
  expect([...arrays!.maps!.data]).toEqual([0, 0, 0, 0]);
  expect(readings.find(({ quantity }) => quantity === "zero maps")?.value).toBe(1);
});
