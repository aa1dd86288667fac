import { expect, test } from "vitest";
import { symlog, ticksApart } from "./ticksApart.ts";

test("ticksApart() leaves out numbers that would touch the next one that is kept, from the last", () => {
  expect(ticksApart([0, 1, 2, 9, 10], Number, 5)).toEqual([10, 2, 0]);
});

test("ticksApart() keeps epochs that double, but one right before the last", () => {
  expect(ticksApart([0, 1, 2, 4, 8, 16, 18], symlog, 12)).toEqual([18, 8, 4, 2, 1, 0]);
});

test("ticksApart() keeps a single number", () => {
  expect(ticksApart([3], symlog, 12)).toEqual([3]);
});

test("symlog() has a place for 0 and is odd", () => {
  expect(symlog(0)).toBe(0);
  expect(symlog(-3)).toBe(-symlog(3));
});
