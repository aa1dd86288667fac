import { expect, test } from "vitest";
import { transposePlanes } from "./transposePlanes.ts";

test("transposePlanes() exchanges rows and columns of every plane", () => {
  const stored = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  const planes = transposePlanes(stored, { height: 2, width: 3 });
  expect([...planes]).toEqual([1, 3, 5, 2, 4, 6, 7, 9, 11, 8, 10, 12]);
});
