import { expect, test } from "vitest";
import { digitBitmaps } from "./digitBitmaps.ts";

test("digitBitmaps holds ten drawings of 12 rows of 7, well apart", () => {
  expect(digitBitmaps.map((bitmap) => bitmap.length)).toEqual(new Array(10).fill(84));
  const distances = digitBitmaps.flatMap((a, i) =>
    digitBitmaps.slice(0, i).map((b) => a.filter((pixel, j) => pixel !== b[j]).length),
  );
  // The nearest two are 8 and 9 or 0 and 8, which differ by a stroke or two.
  expect(Math.min(...distances)).toBeGreaterThanOrEqual(5);
});
