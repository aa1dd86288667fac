import { expect, test } from "vitest";
import { bytesOf } from "./bytesOf.ts";

test("bytesOf() shows the memory of an array, and of no more than it", () => {
  const numbers = Float32Array.of(7, 1, 7);
  const bytes = bytesOf(numbers.subarray(1, 2));
  expect([...bytes]).toEqual([0, 0, 128, 63]);
  bytes.fill(0);
  expect([...numbers]).toEqual([7, 0, 7]);
});
