import { expect, test } from "vitest";
import { countedShares, fewImages, sourceShare, varianceShares } from "./shares.ts";

test("countedShares() leaves out large shares of many images, and never the source's", () => {
  expect(countedShares(fewImages)).toEqual(varianceShares);
  expect(countedShares(fewImages + 1)).toEqual([0.5, 0.7, 0.8]);
  expect(countedShares(1e9)).toContain(sourceShare);
});
