import { expect, test } from "vitest";
import { askProbe, datasetOf } from "../../../test/support/askProbe.ts";
import { camNetwork, camNumbers, camSet } from "../../../test/support/camNetwork.ts";
import { textsOf } from "../../../test/support/svg.ts";
import type { ProbePoint } from "../../probing/measurement.ts";
import { resolveOptions } from "../../probing/resolveOptions.ts";
import { gradCamPlusPlus } from "../gradCamPlusPlus.ts";

async function pointAt(epoch: number, run = "first"): Promise<ProbePoint> {
  const found = await askProbe(gradCamPlusPlus, {
    network: camNetwork("all"),
    numbers: camNumbers([1, 0, 0, -1, 0, 0, 0, 2]),
    dataset: datasetOf({ ...camSet, labels: Int32Array.of(0) }),
  });
  // As it comes out of a file.
  return {
    ...found,
    details: JSON.parse(JSON.stringify(found.details)),
    run,
    group: run,
    seed: 0,
    epoch,
  };
}

function figuresOf(points: readonly ProbePoint[]) {
  return gradCamPlusPlus.figures!({
    options: resolveOptions(gradCamPlusPlus),
    points,
    untrained: [],
    overview: undefined,
    classes: ["cat", "dog"],
  });
}

test("camFigures() draws the maps at up to six epochs, the first and the last among them", async () => {
  const points = await Promise.all([0, 1, 2, 4, 8, 16, 20].map((epoch) => pointAt(epoch)));
  const [maps] = await figuresOf(points);
  expect(maps?.id).toBe("grad-cam-plus-plus-maps");
  expect(maps?.title).toBe(
    "Grad-CAM++: where maps sees what speaks for the true class, epoch 0 to 20",
  );
  const headings = textsOf(maps!.svg).filter((text) => /^epoch \d+$/.test(text));
  expect(headings).toEqual(["epoch 0", "epoch 1", "epoch 2", "epoch 8", "epoch 16", "epoch 20"]);
  expect(textsOf(maps!.svg)).toContain("cat");
});

test("camFigures() draws insertion and deletion in one picture, and the other numbers in one each unless they are 0", async () => {
  const figures = await figuresOf([await pointAt(0), await pointAt(1)]);
  expect(figures.map(({ id }) => id)).toEqual([
    "grad-cam-plus-plus-maps",
    "grad-cam-plus-plus-area-under-the-probability",
    "grad-cam-plus-plus-insertion-less-deletion",
    "grad-cam-plus-plus-mass-in-the-top-tenth",
  ]);
  expect(textsOf(figures[1]!.svg)).toEqual(expect.arrayContaining(["insertion", "deletion"]));
});

test("camFigures() draws the maps of each of a few runs, and none where there are none", async () => {
  const points = await Promise.all(["first", "second"].map((run) => pointAt(0, run)));
  const figures = await figuresOf(points);
  expect(figures.slice(0, 2).map(({ id }) => id)).toEqual([
    "grad-cam-plus-plus-maps",
    "grad-cam-plus-plus-maps-2",
  ]);
  expect(textsOf(figures[1]!.svg).some((text) => text.startsWith("second; layer maps"))).toBe(true);
  const bare = points.map(({ details: _, arrays: __, ...point }) => point);
  expect((await figuresOf(bare)).map(({ id }) => id)).not.toContain("grad-cam-plus-plus-maps");
});
