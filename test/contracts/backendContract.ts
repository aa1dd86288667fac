import { expect, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { inBf16 } from "../../src/backends/inBf16.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { BackendError } from "../../src/core/errors.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import type { TensorType } from "../../src/graph/node.ts";
import { add } from "../../src/ops/add.ts";
import { affine } from "../../src/ops/affine.ts";
import { input, state } from "../../src/ops/leaves.ts";
import { matmul } from "../../src/ops/matmul.ts";
import { reshape } from "../../src/ops/reshape.ts";
import { sum } from "../../src/ops/sum.ts";
import { tanh } from "../../src/ops/tanh.ts";
import { signed } from "./arbitraries.ts";

const pair: TensorType = { dtype: "f32", shape: [2] };

/** What every backend does with inputs, outputs and states, whatever it computes with. */
export function testBackendContract(backend: Backend): void {
  testRuns(backend);
  testUpdates(backend);
  testStates(backend);
  testRefusals(backend);
}

function testRuns(backend: Backend): void {
  test("run() reads the inputs anew, and keeps those that were not written", () => {
    const a = input("a", [2]);
    const b = input("b", [2]);
    const executable = backend.compile(makeGraph({ sum: add(a, b) }));
    executable.inputs.a!.set([1, 2]);
    executable.inputs.b!.set([10, 20]);
    executable.run();
    expect([...executable.outputs.sum!]).toEqual([11, 22]);
    executable.inputs.a!.set([3, 4]);
    executable.run();
    expect([...executable.outputs.sum!]).toEqual([13, 24]);
  });

  test("outputs keep the last run's values until the next run", () => {
    const x = input("x", [2]);
    const executable = backend.compile(makeGraph({ x, column: reshape(x, [2, 1]) }));
    executable.inputs.x!.set([1, 2]);
    executable.run();
    executable.inputs.x!.set([3, 4]);
    expect([...executable.outputs.x!]).toEqual([1, 2]);
    expect([...executable.outputs.column!]).toEqual([1, 2]);
  });

  test("outputs may name one value twice", () => {
    const doubled = affine(input("x", [2]), 2);
    const executable = backend.compile(makeGraph({ a: doubled, b: doubled }));
    executable.inputs.x!.set([1, 2]);
    executable.run();
    expect([...executable.outputs.a!]).toEqual([2, 4]);
    expect([...executable.outputs.b!]).toEqual([2, 4]);
  });

  test("run() gives the same bits for the same inputs", () => {
    const a = input("a", [64, 300]);
    const b = input("b", [300, 64]);
    const executable = backend.compile(makeGraph({ product: matmul(a, b), total: sum(a, [0]) }));
    executable.inputs.a!.set(signed("a", [64, 300], 0).data);
    executable.inputs.b!.set(signed("b", [300, 64], 0).data);
    const results = [0, 1, 2].map(() => {
      executable.run();
      return Object.values(executable.outputs).map((output) => output.slice());
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  test.skipIf(backend.bf16 === "none")("run() gives the same bits in bf16 too", () => {
    const a = input("a", [64, 300]);
    const b = input("b", [300, 64]);
    const executable = inBf16(backend).compile(makeGraph({ product: tanh(matmul(a, b)) }));
    executable.inputs.a!.set(signed("a", [64, 300], 0).data);
    executable.inputs.b!.set(signed("b", [300, 64], 0).data);
    const results = [0, 1, 2].map(() => {
      executable.run();
      return executable.outputs.product!.slice();
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  test("arenaBytes holds the intermediate values at least of the widest moment", () => {
    const doubled = affine(input("x", [100]), 2);
    const executable = backend.compile(makeGraph({ y: affine(doubled, 2) }));
    expect(executable.arenaBytes).toBeGreaterThanOrEqual(400);
  });
}

function testUpdates(backend: Backend): void {
  test("updates take place after everything is computed", () => {
    const w = state("w", [2]);
    const states = backend.makeStates({ w: pair });
    states.write("w", [1, 2]);
    const grown = affine(w, 10);
    const executable = backend.compile(
      makeGraph({ before: w, view: reshape(w, [1, 2]), grown }, [{ state: w, value: grown }]),
      states,
    );
    executable.run();
    expect([...executable.outputs.before!]).toEqual([1, 2]);
    expect([...executable.outputs.view!]).toEqual([1, 2]);
    expect([...executable.outputs.grown!]).toEqual([10, 20]);
    expect([...states.read("w")]).toEqual([10, 20]);
    executable.run();
    expect([...states.read("w")]).toEqual([100, 200]);
  });

  test("updates do not see each other's new values", () => {
    const a = state("a", [2]);
    const b = state("b", [2]);
    const states = backend.makeStates({ a: pair, b: pair });
    states.write("a", [1, 2]);
    states.write("b", [3, 4]);
    const swap = makeGraph({}, [
      { state: a, value: b },
      { state: b, value: reshape(reshape(a, [2, 1]), [2]) },
    ]);
    backend.compile(swap, states).run();
    expect([...states.read("a")]).toEqual([3, 4]);
    expect([...states.read("b")]).toEqual([1, 2]);
  });

  test("updates may take an input as it is", () => {
    const w = state("w", [2]);
    const states = backend.makeStates({ w: pair });
    const executable = backend.compile(
      makeGraph({}, [{ state: w, value: input("x", [2]) }]),
      states,
    );
    executable.inputs.x!.set([5, 6]);
    executable.run();
    expect([...states.read("w")]).toEqual([5, 6]);
  });
}

function testStates(backend: Backend): void {
  test("makeStates() gives zeros of every type", () => {
    const states = backend.makeStates({
      w: pair,
      count: { dtype: "i32", shape: [] },
      image: { dtype: "u8", shape: [2, 2] },
    });
    expect([...states.read("w")]).toEqual([0, 0]);
    expect([...states.read("count")]).toEqual([0]);
    expect([...states.read("image")]).toEqual([0, 0, 0, 0]);
  });

  test("states are shared by the executables compiled with them", () => {
    const w = state("w", [2]);
    const states = backend.makeStates({ w: pair, unused: pair });
    const train = backend.compile(makeGraph({}, [{ state: w, value: affine(w, 1, 1) }]), states);
    const evaluate = backend.compile(makeGraph({ doubled: affine(w, 2) }), states);
    train.run();
    evaluate.run();
    expect([...evaluate.outputs.doubled!]).toEqual([2, 2]);
  });

  test("read() gives a copy", () => {
    const states = backend.makeStates({ w: pair });
    states.read("w")[0] = 7;
    expect([...states.read("w")]).toEqual([0, 0]);
  });
}

function testRefusals(backend: Backend): void {
  const graph = makeGraph({ doubled: affine(state("w", [2]), 2) });

  test("compile() refuses a graph whose state is missing", () => {
    expect(() => backend.compile(graph)).toThrow(BackendError);
    expect(() => backend.compile(graph, backend.makeStates({ v: pair }))).toThrow(BackendError);
  });

  test("compile() refuses a state of another type", () => {
    const states = backend.makeStates({ w: { dtype: "f32", shape: [3] } });
    expect(() => backend.compile(graph, states)).toThrow(BackendError);
  });

  test("compile() refuses states of another backend", () => {
    const states = makeReferenceBackend().makeStates({ w: pair });
    expect(() => backend.compile(graph, states)).toThrow(BackendError);
  });

  test("makeStates() refuses bf16, which no array holds", () => {
    expect(() => backend.makeStates({ w: { dtype: "bf16", shape: [2] } })).toThrow(
      new BackendError('Cannot make state "w": it is bf16, needs f32, i32 or u8'),
    );
  });

  test("read() and write() refuse names that do not exist and wrong lengths", () => {
    const states = backend.makeStates({ w: pair });
    expect(() => states.read("v")).toThrow(BackendError);
    expect(() => states.write("v", [1, 2])).toThrow(BackendError);
    expect(() => states.write("w", [1, 2, 3])).toThrow(BackendError);
  });
}
