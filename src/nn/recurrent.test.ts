import { describe, expect, test } from "vitest";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { finiteDifferences } from "../autodiff/finiteDifferences.ts";
import { gradients } from "../autodiff/gradients.ts";
import type { Backend, Executable } from "../backends/backend.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { ShapeError } from "../core/errors.ts";
import { makeGraph, nameOf } from "../graph/graph.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { affine } from "../ops/affine.ts";
import { concat } from "../ops/concat.ts";
import { input } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { slice } from "../ops/pad.ts";
import { sum } from "../ops/sum.ts";
import { gru } from "./gru.ts";
import { type LstmState, lstm } from "./lstm.ts";
import type { Recurrence, RecurrentOptions, State } from "./recurrent.ts";
import { makeScope, type Scope, type ScopeRecord } from "./scope.ts";

type Values = Readonly<Record<string, Value>> | readonly Value[];
type Layer = (x: Value, scope: Scope, options: RecurrentOptions) => Recurrence;

const layers: readonly { name: string; layer: Layer; gates: number }[] = [
  {
    name: "lstm",
    // States come from the layer that they are given back to.
    layer: (x, scope, options) => lstm(x, scope, options as RecurrentOptions<LstmState>),
    gates: 4,
  },
  { name: "gru", layer: gru, gates: 3 },
];
const float64 = makeReferenceBackend({ precision: "f64" });
const hiddenSize = 2;
const x = input("x", [2, 3, 2]);

describe.each(layers)("$name()", ({ layer, gates }) => {
  test("names its parameters and orders their elements as PyTorch does", () => {
    const { scope, parameters } = inputScope();
    layer(input("x", [2, 3, 5]), scope, { hiddenSize: 7, layers: 2, bidirectional: true });
    const rows = gates * 7;
    const ofCell = (suffix: string, width: number) => [
      [`weight_ih_${suffix}`, [rows, width]],
      [`weight_hh_${suffix}`, [rows, 7]],
      [`bias_ih_${suffix}`, [rows]],
      [`bias_hh_${suffix}`, [rows]],
    ];
    expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([
      ...ofCell("l0", 5),
      ...ofCell("l0_reverse", 5),
      ...ofCell("l1", 14),
      ...ofCell("l1_reverse", 14),
    ]);
  });

  test("gives the hidden state of every step, one by one and as one value, and the last", () => {
    const { steps, outputs, last } = layer(x, inputScope().scope, { hiddenSize });
    const results = evaluate({
      outputs,
      last: last[0]!.hidden,
      ...Object.fromEntries(steps.entries()),
    });
    const [first, second, third] = [0, 1, 2].map((at) => results[at]!);
    const row = (n: number) =>
      [first, second, third].flatMap((own) => own!.slice(2 * n, 2 * n + 2));
    expect(results.outputs).toEqual([...row(0), ...row(1)]);
    expect(results.last).toEqual(third);
    expect(new Set(results.outputs).size).toBe(12);
  });

  test("goes on from a given state as if it had never stopped", () => {
    const options = { hiddenSize, layers: 2 };
    const { scope, parameters, values } = inputScope();
    const whole = layer(x, scope, options).last;
    const same = new Map(parameters.map(({ name }, index) => [name, values[index]!]));
    const { last: initialStates } = layer(stepsOf(x, 0, 2), inputScope(same).scope, options);
    const rest = { ...options, initialStates };
    const parts = layer(stepsOf(x, 2, 1), inputScope(same).scope, rest).last;
    expect(evaluate(valuesOf(parts))).toEqual(evaluate(valuesOf(whole)));
  });

  test.each(everyBackend())("starts from zeros as from given ones, on %s", (_, backend) => {
    const nothing = affine(input("anything", [3, 5]), 0);
    const given = new Array(4).fill({ hidden: nothing, cell: nothing });
    for (const length of [1, 2, 5]) {
      const sequence = input("sequence", [3, length, 4]);
      const [own, expected] = [{}, { initialStates: given }].map((start) => {
        const { scope, values } = inputScope();
        const options = { hiddenSize: 5, layers: 2, bidirectional: true, ...start };
        const { outputs } = layer(sequence, scope, options);
        const loss = sum(mul(outputs, input("weights", shapeOf(outputs))));
        return evaluate([outputs, ...gradients(loss, [sequence, ...values])], backend);
      });
      expect(unsigned(own!), `${length} steps`).toEqual(unsigned(expected!));
    }
  });

  test("reads the sequence from its end as well when it is bidirectional", () => {
    const options = { hiddenSize, bidirectional: true };
    const { scope, parameters, values } = inputScope();
    const forward = layer(x, scope, options);
    const turned = concat([stepsOf(x, 2, 1), stepsOf(x, 1, 1), stepsOf(x, 0, 1)], 1);
    // The two cells change places.
    const exchanged = parameters.map(({ name }, index) => {
      const other = name.endsWith("_reverse") ? name.slice(0, -8) : `${name}_reverse`;
      return [other, values[index]!] as const;
    });
    const backward = layer(turned, inputScope(new Map(exchanged)).scope, options);
    expect(evaluate(valuesOf(backward.last))).toEqual(
      evaluate(valuesOf(forward.last.toReversed())),
    );
    const [first, , third] = forward.steps;
    const ends = [columnsOf(third!, 0), columnsOf(first!, hiddenSize)];
    expect(Object.values(evaluate(ends))).toEqual(
      Object.values(evaluate(forward.last.map(({ hidden }) => hidden))),
    );
  });

  test("has the gradients that differences have, through layers, directions and steps", () => {
    const { scope, values } = inputScope();
    const { outputs } = layer(x, scope, { hiddenSize, layers: 2, bidirectional: true });
    const loss = sum(mul(outputs, input("weights", shapeOf(outputs))));
    const leaves = [x, ...values];
    const forward = compiled({ loss });
    const numeric = finiteDifferences({
      evaluate: () => {
        forward.run();
        return forward.outputs.loss![0]!;
      },
      values: leaves.map((leaf) => forward.inputs[nameOf(leaf)] as Float64Array),
    });
    const exact = evaluate(gradients(loss, leaves));
    for (const [index, leaf] of leaves.entries()) {
      for (const [at, value] of exact[index]!.entries()) {
        // Central differences in float64 err by 1e-11 of values near 1: see src/autodiff/finiteDifferences.ts.
        expect(numeric[index]![at], `${nameOf(leaf)}[${at}]`).toBeCloseTo(value, 8);
      }
    }
  });
});

test.each([[[2, 3]], [[2, 0, 3]], [[2, 3, 4, 5]]])("lstm() refuses x of shape %j", (shape) => {
  expect(() => lstm(input("x", shape), inputScope().scope, { hiddenSize })).toThrow(
    new ShapeError(
      `Cannot unroll: x is [${shape.join(", ")}], needs [N, T, I] with at least one step`,
    ),
  );
});

test("gru() refuses more or fewer initial states than it has cells", () => {
  const options = { hiddenSize, layers: 2, initialStates: [{ hidden: input("h", [2, 2]) }] };
  expect(() => gru(x, inputScope().scope, options)).toThrow(
    new ShapeError("Cannot unroll: 1 initial states, needs 2, one for each cell"),
  );
});

test("lstm() refuses an initial state of another shape, and names its layer", () => {
  const fitting = input("h", [2, 2]);
  const initialStates = [{ hidden: fitting, cell: input("c", [2, 3]) }];
  const scope = inputScope().scope.child("memory");
  expect(() => lstm(x, scope, { hiddenSize, initialStates })).toThrow(
    'Cannot unroll in layer "memory": an initial state is [2, 3], needs [2, 2]',
  );
});

/** A scope whose parameters are inputs of their own names, or what is given for them. */
function inputScope(known: ReadonlyMap<string, Value> = new Map()): ScopeRecord {
  return makeScope({
    mode: "train",
    parameter: ({ name, shape }) => known.get(name) ?? input(name, shape),
    buffer: ({ name, shape }) => input(name, shape),
  });
}

/** Values in float64; every input is filled with numbers of its own. */
function evaluate(values: Values, backend: Backend = float64): Record<string, number[]> {
  const executable = compiled(values, backend);
  executable.run();
  const arrays = Object.entries(executable.outputs);
  return Object.fromEntries(arrays.map(([name, array]) => [name, [...array]]));
}

/** Zeros without a sign, which depends on how they were computed. */
function unsigned(results: Readonly<Record<string, number[]>>): number[][] {
  return Object.values(results).map((numbers) => numbers.map((number) => number + 0));
}

function compiled(values: Values, backend: Backend = float64): Executable {
  const executable = backend.compile(makeGraph(Object.fromEntries(Object.entries(values))));
  for (const [name, array] of Object.entries(executable.inputs)) {
    array.forEach((_, i) => {
      array[i] = Math.sin(name.length * array.length + 1.7 * i);
    });
  }
  return executable;
}

/** Some steps of a sequence. */
function stepsOf(all: Value, from: number, count: number): Value {
  const [batchSize, , inputs] = shapeOf(all);
  return slice(all, [0, from, 0], [batchSize!, count, inputs!]);
}

function columnsOf(state: Value, from: number): Value {
  return slice(state, [0, from], [shapeOf(state)[0]!, hiddenSize]);
}

/** All arrays of some cells' states. */
function valuesOf(states: readonly State[]): Value[] {
  return states.flatMap((state) => Object.values({ ...state }));
}
