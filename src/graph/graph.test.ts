import { expect, test } from "vitest";
import { GraphError } from "../core/errors.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { cast } from "../ops/cast.ts";
import { constant, input, state } from "../ops/leaves.ts";
import { leavesOf, makeGraph, nameOf, nodesOf, sameType, showType } from "./graph.ts";

const x = input("x", [2]);
const w = state("w", [2]);

test("makeGraph() refuses an output that no array can hold", () => {
  expect(() => makeGraph({ y: cast(x, "bf16") })).toThrow(
    new GraphError('Cannot output "y": it is bf16, needs a cast to f32'),
  );
});

test("makeGraph() refuses to update what is no state", () => {
  expect(() => makeGraph({}, [{ state: add(x, w), value: x }])).toThrow(
    new GraphError('Cannot update the result of "add": it is no state, needs a state'),
  );
  expect(() => makeGraph({}, [{ state: x, value: w }])).toThrow(
    new GraphError('Cannot update the result of "input": it is no state, needs a state'),
  );
});

test("makeGraph() refuses an update of another type", () => {
  expect(() => makeGraph({}, [{ state: w, value: input("y", [3]) }])).toThrow(
    new GraphError(
      'Cannot update state "w": it is f32 [2], the new value f32 [3], needs equal types',
    ),
  );
  expect(() => makeGraph({}, [{ state: w, value: input("y", [2], "i32") }])).toThrow(
    new GraphError(
      'Cannot update state "w": it is f32 [2], the new value i32 [2], needs equal types',
    ),
  );
});

test("makeGraph() refuses to update a state twice", () => {
  const updates = [
    { state: w, value: x },
    { state: w, value: affine(w, 2) },
  ];
  expect(() => makeGraph({}, updates)).toThrow(
    new GraphError('Cannot update state "w" twice in one graph: needs one new value'),
  );
});

test("nodesOf() lists every node once, after the nodes it reads", () => {
  const shared = affine(x, 2);
  const graph = makeGraph({ y: add(shared, shared) }, [{ state: w, value: add(w, shared) }]);
  expect(nodesOf(graph).map(({ op }) => op.name)).toEqual([
    "input",
    "affine",
    "add",
    "state",
    "add",
  ]);
});

test("nodesOf() leaves out what no output or update reads", () => {
  affine(x, 3);
  expect(nodesOf(makeGraph({ x }))).toEqual([x.node]);
});

test("leavesOf() gives inputs and states by name", () => {
  const graph = makeGraph({ y: add(x, add(w, constant(1))) });
  expect(leavesOf(graph, "input")).toEqual([{ name: "x", value: x }]);
  expect(leavesOf(graph, "state")).toEqual([{ name: "w", value: w }]);
  expect(nameOf(x)).toBe("x");
});

test("leavesOf() allows an input and a state of one name, but not two of a kind", () => {
  expect(leavesOf(makeGraph({ y: add(x, state("x", [2])) }), "input")).toHaveLength(1);
  expect(() => leavesOf(makeGraph({ y: add(w, state("w", [2])) }), "state")).toThrow(
    new GraphError('Cannot use two states named "w" in one graph: names must be unique'),
  );
});

test("sameType() compares element type and shape", () => {
  expect(sameType(x.type, w.type)).toBe(true);
  expect(sameType(x.type, input("y", [2], "u8").type)).toBe(false);
  expect(sameType(x.type, input("y", [2, 1]).type)).toBe(false);
  expect(showType(x.type)).toBe("f32 [2]");
});
