import { expect, test } from "vitest";
import { numbersOf } from "./numbersOf.ts";

test("numbersOf() reads two bytes a number, the low one first", () => {
  const text = Buffer.from([1, 0, 0, 1, 255, 255]).toString("base64");
  expect([...numbersOf(text)]).toEqual([1, 256, 65535]);
});
