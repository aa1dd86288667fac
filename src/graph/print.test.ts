import { expect, test } from "vitest";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { constant, input, state } from "../ops/leaves.ts";
import { maxPool2d } from "../ops/maxPool2d.ts";
import { makeGraph } from "./graph.ts";
import { printGraph } from "./print.ts";

test("printGraph() gives each node a line, then outputs and updates", () => {
  const w = state("w", [2]);
  const y = add(affine(input("x", [3, 2]), 2), w);
  expect(printGraph(makeGraph({ y }, [{ state: w, value: affine(w, 0.5) }]))).toBe(
    [
      '%0 = input() {name: "x", dtype: "f32", shape: [3,2]} : f32 [3, 2]',
      "%1 = affine(%0) {scale: 2, shift: 0} : f32 [3, 2]",
      '%2 = state() {name: "w", dtype: "f32", shape: [2]} : f32 [2]',
      "%3 = add(%1, %2) : f32 [3, 2]",
      "%4 = affine(%2) {scale: 0.5, shift: 0} : f32 [2]",
      "y = %3",
      "%2 <- %4",
    ].join("\n"),
  );
});

test("printGraph() numbers the outputs of a node that has several, and leaves numbers of constants out", () => {
  const y = maxPool2d(constant([1, 2], [1, 1, 1, 2]), { kernelSize: [1, 2] });
  expect(printGraph(makeGraph({ y }))).toBe(
    [
      '%0 = constant() {data: …, shape: [1,1,1,2], dtype: "f32"} : f32 [1, 1, 1, 2]',
      "%1 = maxPool2d(%0) {kernelSize: [1,2], stride: [1,2], padding: [[0,0],[0,0]], dilation: [1,1]} : f32 [1, 1, 1, 1], i32 [1, 1, 1, 1]",
      "y = %1.0",
    ].join("\n"),
  );
});
