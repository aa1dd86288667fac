import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { BackendError, GraphError } from "../../core/errors.ts";
import { makeGraph } from "../../graph/graph.ts";
import { add } from "../../ops/add.ts";
import { affine } from "../../ops/affine.ts";
import { constant, input, state } from "../../ops/leaves.ts";
import { reshape } from "../../ops/reshape.ts";
import { makeReferenceBackend } from "./reference.ts";

const backend = makeReferenceBackend();
const doubled = makeGraph({ doubled: affine(state("w", [2]), 2) });

test("makeReferenceBackend() stores f32 in float32, or in float64 where asked to", () => {
  const third = affine(input("x", []), 1 / 3);
  expect(runOnce({ third }, { x: [1] }).third).toEqual([Math.fround(1 / 3)]);
  const precise = makeReferenceBackend({ precision: "f64" });
  expect(runOnce({ third }, { x: [1] }, precise).third).toEqual([1 / 3]);
  expect(precise.makeStates({ w: { dtype: "f32", shape: [1] } }).read("w")).toBeInstanceOf(
    Float64Array,
  );
  expect(precise.description).toBe("plain TypeScript loops, float64, 1 thread");
});

test("compile() gives every computed value an array, and views none", () => {
  const sum = add(input("x", [2, 3]), constant(1));
  const executable = backend.compile(makeGraph({ y: reshape(sum, [6]) }));
  expect(executable.arenaBytes).toBe(6 * 4);
});

test("compile() gives the arrays of inputs and outputs their own types", () => {
  const executable = backend.compile(makeGraph({ labels: input("labels", [3], "i32") }));
  expect(executable.inputs.labels).toBeInstanceOf(Int32Array);
  expect(executable.outputs.labels).toBeInstanceOf(Int32Array);
});

test("compile() does not let outputs change a constant", () => {
  const executable = backend.compile(makeGraph({ one: constant(1) }));
  executable.run();
  executable.outputs.one![0] = 5;
  executable.run();
  expect(executable.outputs.one![0]).toBe(1);
});

test("compile() names the state that is missing", () => {
  const message = 'Cannot compile the graph: state "w" is missing, needs f32 [2] among the states';
  expect(() => backend.compile(doubled)).toThrow(new BackendError(message));
});

test("compile() shows both types of a state that does not fit", () => {
  const states = backend.makeStates({ w: { dtype: "i32", shape: [2] } });
  expect(() => backend.compile(doubled, states)).toThrow(
    new BackendError('Cannot compile the graph: state "w" is i32 [2], needs f32 [2]'),
  );
});

test("compile() refuses states that another backend made", () => {
  const states = makeReferenceBackend().makeStates({ w: { dtype: "f32", shape: [2] } });
  expect(() => backend.compile(doubled, states)).toThrow(
    new BackendError(
      "Cannot compile the graph: the states belong to another backend, needs states made by this one",
    ),
  );
});

test("compile() refuses two inputs of one name", () => {
  const graph = makeGraph({ y: add(input("x", []), input("x", [])) });
  expect(() => backend.compile(graph)).toThrow(
    new GraphError('Cannot use two inputs named "x" in one graph: names must be unique'),
  );
});

test("read() and write() say which states there are", () => {
  const states = backend.makeStates({
    w: { dtype: "f32", shape: [2, 3] },
    b: { dtype: "f32", shape: [2] },
  });
  expect(() => states.read("v")).toThrow(
    new BackendError('Cannot read state "v": it does not exist, needs one of "w", "b"'),
  );
  expect(() => states.write("v", [])).toThrow(
    new BackendError('Cannot write state "v": it does not exist, needs one of "w", "b"'),
  );
  expect(() => states.write("w", [1, 2])).toThrow(
    new BackendError('Cannot write state "w": 2 numbers, needs 6 for [2, 3]'),
  );
  expect(() => backend.makeStates({}).read("v")).toThrow(
    new BackendError('Cannot read state "v": it does not exist, needs states made with it'),
  );
});
