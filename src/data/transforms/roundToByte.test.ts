import { expect, test } from "vitest";
import { roundToByte } from "./roundToByte.ts";

test.each([
  [-3, 0],
  [0.49, 0],
  [0.5, 1],
  [1.5, 2],
  [2.5, 3],
  [254.4, 254],
  [254.5, 255],
  [300, 255],
  [Number.POSITIVE_INFINITY, 255],
])("roundToByte() of %d is %d", (value, byte) => {
  expect(roundToByte(value)).toBe(byte);
});
