import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { GraphError } from "../core/errors.ts";
import { constant } from "../ops/leaves.ts";
import { rbf } from "./rbf.ts";

const x = constant([1, 1, 0, 0.5], [2, 2]);

test("rbf() is the negative squared distance to every prototype", () => {
  const y = rbf(x, [
    [1, 1],
    [-1, 1],
  ]);
  expect(runOnce({ y }).y).toEqual([0, -4, -1.25, -1.25]);
});

test.each([[[[1, 1, 1]]], [[[1, 0]]]])("rbf() refuses prototypes %j", (prototypes) => {
  expect(() => rbf(x, prototypes)).toThrow(
    new GraphError("Cannot build rbf: a prototype is not 2 numbers of 1 or -1"),
  );
});
