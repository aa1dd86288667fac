import { expect, test } from "vitest";
import { setRandomKey } from "./randomKey.ts";

test("setRandomKey() splits seed and step into halves", () => {
  const key = new Int32Array(4);
  setRandomKey(key, 3, 7);
  expect([...key]).toEqual([3, 0, 7, 0]);
  setRandomKey(key, 2 ** 53 - 1, 2 ** 31 + 2 ** 40);
  expect([...key]).toEqual([-1, 2 ** 21 - 1, -(2 ** 31), 2 ** 8]);
});
