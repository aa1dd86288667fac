import { expect, test } from "vitest";
import { askProbe, datasetOf } from "../../test/support/askProbe.ts";
import { camNetwork, camNumbers, camSet } from "../../test/support/camNetwork.ts";
import { gradCam } from "./gradCam.ts";

const dataset = datasetOf(camSet);

test("gradCam is CAM behind a mean over positions and a linear layer", async () => {
  // Maps 1 - x and max(x - 0.3, 0), weighted by 0.5 and 1: 0.5, 0.4, 0.4, 0.7.
  const numbers = camNumbers([0.5, 1]);
  const { arrays } = await askProbe(gradCam, { network: camNetwork("mean"), numbers, dataset });
  const known = [1 / 3, 0, 0, 1];
  known.forEach((value, at) => {
    expect(arrays!.maps!.data[at]).toBeCloseTo(value, 6);
  });
});

test("gradCam weights channels by the mean gradient of all positions", async () => {
  // Gradients 1, 0, 0, -1 and 0, 0, 0, 2: their means are 0 and 0.5.
  const numbers = camNumbers([1, 0, 0, -1, 0, 0, 0, 2]);
  const { arrays } = await askProbe(gradCam, { network: camNetwork("all"), numbers, dataset });
  [0, 0, 1 / 7, 1].forEach((value, at) => {
    expect(arrays!.maps!.data[at]).toBeCloseTo(value, 6);
  });
});
