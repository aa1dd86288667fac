import { expect, test } from "vitest";
import { bars } from "../../test/support/bars.ts";
import { UsageError } from "../core/errors.ts";
import { normalisationOf } from "./normalisationOf.ts";

const published = { mean: [0.1], deviation: [0.2] };
const dataset = { name: "bars", train: bars(10), normalisation: published };

test("normalisationOf() takes nothing, the published constants, or those of the training images", () => {
  expect(normalisationOf({ normalise: "none" }, dataset)).toBeUndefined();
  expect(normalisationOf({ normalise: "published" }, dataset)).toBe(published);
  const { mean, deviation } = normalisationOf({ normalise: "computed" }, dataset)!;
  expect(mean[0]).toBeCloseTo(13 / 28, 12); // the bars are 4, 6, … 22 of 28 columns wide
  expect(deviation[0]).toBeCloseTo(Math.sqrt((13 / 28) * (15 / 28)), 12);
});

test.each([
  [undefined, "no constants are published for them"],
  [{ mean: [0, 0, 0], deviation: [1, 1, 1] }, "channels = 1, constants are published for 3"],
])("normalisationOf() refuses %j as published constants of one channel", (normalisation, what) => {
  expect(() => normalisationOf({ normalise: "published" }, { ...dataset, normalisation })).toThrow(
    new UsageError(`Cannot normalise images of "bars": ${what}, needs normalise=computed`),
  );
});
