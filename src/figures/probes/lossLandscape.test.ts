import { expect, test } from "vitest";
import { textsOf } from "../../../test/support/svg.ts";
import { lossLandscapeFigures } from "./lossLandscape.ts";

/** The picture along one direction, whose ticks are below 5. */
async function ticksOf(losses: readonly (number | null)[]): Promise<number[]> {
  const surface = { run: "run", epoch: 1, places: [-1, 0, 1], losses: [losses] };
  const [figure] = await lossLandscapeFigures({
    rows: [],
    surfaces: [{ ...surface, accuracies: [[0, 1, 0]] }],
    images: "50 test images",
  });
  expect(figure!.svg).not.toMatch(/="(NaN|Infinity|undefined)/);
  return textsOf(figure!.svg).map(Number).filter(Number.isFinite);
}

test("lossLandscapeFigures() begins the axis near the least loss", async () => {
  expect((await ticksOf([2.5, 2, 2.4])).filter((tick) => tick > 1).at(0)).toBeGreaterThan(1.9);
});

test("lossLandscapeFigures() draws losses that are the same everywhere, or not finite", async () => {
  await ticksOf([2, 2, 2]);
  await ticksOf([2, null, 3]);
  await ticksOf([null, null, null]);
});
