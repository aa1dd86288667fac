import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import type { Value } from "../graph/node.ts";
import { constant } from "../ops/leaves.ts";
import { pad } from "../ops/pad.ts";
import { sumGradients } from "./sumGradients.ts";

/** Two numbers in a row of six, of which there is one. */
function boxAt(column: number, numbers: readonly [number, number]): Value {
  return pad(constant(numbers, [1, 2]), [
    [0, 0],
    [column, 4 - column],
  ]);
}

/** Two numbers in one of two rows of four. */
function cornerAt(row: number, column: number, numbers: readonly [number, number]): Value {
  return pad(constant(numbers, [1, 2]), [
    [row, 1 - row],
    [column, 2 - column],
  ]);
}

/** The operations that a sum consists of, without leaves, and what it is. */
function summed(summands: readonly Value[]): { ops: string[]; total: number[] } {
  const total = sumGradients(summands);
  const ops = nodesOf(makeGraph({ total }))
    .filter(({ op }) => op.leaf === undefined)
    .map(({ op }) => op.name);
  return { ops, ...runOnce({ total }) };
}

test("sumGradients() makes one concatenation of boxes that fill the whole", () => {
  expect(summed([boxAt(2, [3, 4]), boxAt(0, [1, 2]), boxAt(4, [5, 6])])).toEqual({
    ops: ["concat"],
    total: [1, 2, 3, 4, 5, 6],
  });
});

test("sumGradients() pads neighbours together where they do not fill the whole", () => {
  expect(summed([boxAt(2, [3, 4]), boxAt(4, [5, 6])])).toEqual({
    ops: ["concat", "pad"],
    total: [0, 0, 3, 4, 5, 6],
  });
});

test("sumGradients() adds boxes that overlap, a chain at a time", () => {
  expect(summed([boxAt(0, [1, 1]), boxAt(1, [1, 1]), boxAt(2, [1, 1]), boxAt(3, [1, 1])])).toEqual({
    ops: ["concat", "pad", "concat", "addBox"],
    total: [1, 2, 2, 2, 1, 0],
  });
});

test("sumGradients() adds boxes into what is no box", () => {
  const row = constant([1, 1, 1, 1, 1, 1], [1, 6]);
  expect(summed([boxAt(1, [5, 6]), row])).toEqual({ ops: ["addBox"], total: [1, 6, 7, 1, 1, 1] });
  expect(summed([row, row])).toEqual({ ops: ["add"], total: [2, 2, 2, 2, 2, 2] });
});

test("sumGradients() adds boxes that are whole in no dimension one by one", () => {
  expect(summed([cornerAt(0, 0, [1, 2]), cornerAt(1, 2, [3, 4])])).toEqual({
    ops: ["pad", "addBox"],
    total: [1, 2, 0, 0, 0, 0, 3, 4],
  });
});

test("sumGradients() of one summand is that", () => {
  const box = boxAt(2, [1, 1]);
  expect(sumGradients([box])).toBe(box);
});
