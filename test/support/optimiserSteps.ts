import type { Backend } from "../../src/backends/backend.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { makeGraph, type Update } from "../../src/graph/graph.ts";
import { input, state } from "../../src/ops/leaves.ts";
import type { Optimiser, ParameterPlace } from "../../src/train/optimiser.ts";
import { makeStatesFor } from "../../src/train/states.ts";

export interface OptimiserSteps {
  readonly backend: Backend;
  readonly optimiser: Optimiser;
  /** What the parameter vector consists of. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly initial: ArrayLike<number>;
  /** One a step. */
  readonly gradients: readonly ArrayLike<number>[];
  readonly rates: ArrayLike<number>;
  /** More states that a step changes, made from the updates of the optimiser. */
  readonly more?: (updates: readonly Update[]) => readonly Update[];
  /** The state to look at, the parameters themselves by default. */
  readonly watched?: string;
}

/** Takes an optimiser's steps along given gradients. Returns a state after each of them. */
export function optimiserSteps(options: OptimiserSteps): Float32Array[] {
  const { backend, optimiser, shapes, initial, gradients, rates, more, watched } = options;
  const parameters = state("parameters", [initial.length]);
  const updates = optimiser.updates({
    parameters,
    gradient: input("gradient", [initial.length]),
    learningRate: input("learningRate", []),
    places: placesOf(shapes),
  });
  const graph = makeGraph({}, [...updates, ...(more?.(updates) ?? [])]);
  const states = makeStatesFor(graph, backend);
  states.write("parameters", initial);
  const executable = backend.compile(graph, states);
  const after = gradients.map((gradient, step) => {
    executable.inputs.gradient!.set(gradient);
    executable.inputs.learningRate![0] = rates[step]!;
    executable.run();
    return Float32Array.from(states.read(watched ?? "parameters"));
  });
  executable.dispose();
  return after;
}

/** Parameters one after the other. */
export function placesOf(shapes: OptimiserSteps["shapes"]): ParameterPlace[] {
  let offset = 0;
  return Object.entries(shapes).map(([name, shape]) => {
    const place = { name, shape, offset };
    offset += sizeOf(shape);
    return place;
  });
}
