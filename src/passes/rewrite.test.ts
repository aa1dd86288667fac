import { expect, test } from "vitest";
import { GraphError } from "../core/errors.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { apply, shapeOf } from "../graph/node.ts";
import { printGraph } from "../graph/print.ts";
import { verifyGraph } from "../graph/verify.ts";
import { add } from "../ops/add.ts";
import { affine, affineOp } from "../ops/affine.ts";
import { input, state } from "../ops/leaves.ts";
import { maxPool2dOp } from "../ops/maxPool2d.ts";
import { mul } from "../ops/mul.ts";
import { pool2dAttrs } from "../ops/pool2d.ts";
import { sum } from "../ops/sum.ts";
import { type Rule, readersOf, rewriteGraph } from "./rewrite.ts";

const x = input("x", [2]);
const w = state("w", [2]);

/** x·2 as x + x; other factors stay. */
const doubleByAdding: Rule = ({ op, attrs }, [operand]) =>
  op === affineOp && (attrs as { scale: number }).scale === 2 ? [add(operand!, operand!)] : null;

test("rewriteGraph() replaces what the rule replaces and rebuilds what reads it", () => {
  const doubled = affine(x, 2);
  const graph = makeGraph({ y: mul(doubled, w) }, [{ state: w, value: affine(doubled, 3) }]);
  const rewritten = rewriteGraph(graph, doubleByAdding);
  expect(printGraph(graph)).toBe(
    [
      '%0 = input() {name: "x", dtype: "f32", shape: [2]} : f32 [2]',
      "%1 = affine(%0) {scale: 2, shift: 0} : f32 [2]",
      '%2 = state() {name: "w", dtype: "f32", shape: [2]} : f32 [2]',
      "%3 = mul(%1, %2) : f32 [2]",
      "%4 = affine(%1) {scale: 3, shift: 0} : f32 [2]",
      "y = %3",
      "%2 <- %4",
    ].join("\n"),
  );
  expect(printGraph(rewritten)).toBe(
    [
      '%0 = input() {name: "x", dtype: "f32", shape: [2]} : f32 [2]',
      "%1 = add(%0, %0) : f32 [2]",
      '%2 = state() {name: "w", dtype: "f32", shape: [2]} : f32 [2]',
      "%3 = mul(%1, %2) : f32 [2]",
      "%4 = affine(%1) {scale: 3, shift: 0} : f32 [2]",
      "y = %3",
      "%2 <- %4",
    ].join("\n"),
  );
  verifyGraph(rewritten);
});

test("rewriteGraph() keeps the nodes that read nothing changed", () => {
  const kept = affine(affine(x, 3), 4);
  const { outputs } = rewriteGraph(makeGraph({ kept, changed: affine(x, 2) }), doubleByAdding);
  expect(outputs.kept!.node).toBe(kept.node);
});

test("rewriteGraph() gives the rule inputs that are rewritten already", () => {
  const rewritten = rewriteGraph(makeGraph({ y: affine(affine(x, 2), 2) }), doubleByAdding);
  expect(nodesOf(rewritten).map(({ op }) => op.name)).toEqual(["input", "add", "add"]);
  verifyGraph(rewritten);
});

test("rewriteGraph() without a match gives the same graph, and leaves the one it got as it was", () => {
  const graph = makeGraph({ y: add(affine(x, 3), w) }, [{ state: w, value: x }]);
  expect(printGraph(rewriteGraph(graph, doubleByAdding))).toBe(printGraph(graph));
  const changing = makeGraph({ y: affine(x, 2) });
  const before = printGraph(changing);
  rewriteGraph(changing, doubleByAdding);
  expect(printGraph(changing)).toBe(before);
});

test("rewriteGraph() keeps the second output of a node the second", () => {
  const image = affine(input("image", [1, 1, 4, 4]), 2);
  const [largest, winners] = apply(
    maxPool2dOp,
    [image],
    pool2dAttrs({ kernelSize: 2 }, shapeOf(image)),
  );
  const graph = rewriteGraph(makeGraph({ largest: largest!, winners: winners! }), doubleByAdding);
  expect(graph.outputs.winners!.index).toBe(1);
  expect(graph.outputs.winners!.node).toBe(graph.outputs.largest!.node);
  expect(nodesOf(graph).map(({ op }) => op.name)).toEqual(["input", "add", "maxPool2d"]);
  verifyGraph(graph);
});

test("verifyGraph() finds a rule that changes a type", () => {
  const graph = makeGraph({ y: affine(affine(x, 2), 3) });
  const toScalar: Rule = ({ attrs }, [operand]) =>
    (attrs as { scale?: number }).scale === 2 ? [sum(operand!)] : null;
  expect(() => verifyGraph(rewriteGraph(graph, toScalar))).toThrow(GraphError);
});

test("readersOf() counts nodes, outputs and updates, and a node twice that reads twice", () => {
  const shared = affine(x, 2);
  const square = mul(shared, shared);
  const readers = readersOf(
    makeGraph({ a: square, b: square, c: add(square, w) }, [{ state: w, value: shared }]),
  );
  expect(readers(shared)).toBe(3);
  expect(readers(square)).toBe(3);
  expect(readers(w)).toBe(1);
  expect(readers(x)).toBe(1);
  expect(readers(affine(x, 7))).toBe(0);
});

test("readersOf() tells the outputs of one node apart", () => {
  const image = input("image", [1, 1, 4, 4]);
  const [largest, winners] = apply(
    maxPool2dOp,
    [image],
    pool2dAttrs({ kernelSize: 2 }, shapeOf(image)),
  );
  const readers = readersOf(makeGraph({ y: affine(largest!, 2) }));
  expect([readers(largest!), readers(winners!)]).toEqual([1, 0]);
});
