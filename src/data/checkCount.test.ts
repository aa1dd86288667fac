import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { checkCount } from "./checkCount.ts";

test.each([undefined, 1, 7])("checkCount() lets %s of 7 pass", (count) => {
  expect(checkCount("bars", "testCount", { count, most: 7 })).toBeUndefined();
});

test.each([0, 8, 1.5, Number.NaN])("checkCount() refuses %d of 7", (count) => {
  expect(() => checkCount("bars", "trainCount", { count, most: 7 })).toThrow(
    new UsageError(
      `Cannot load data set "bars": trainCount = ${count}, needs a whole number from 1 to 7`,
    ),
  );
});
