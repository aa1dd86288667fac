import type { Backend, States } from "../backends/backend.ts";
import { type Graph, leavesOf } from "../graph/graph.ts";

/** Zeros for every state of a graph. */
export function makeStatesFor(graph: Graph, backend: Backend): States {
  const types = leavesOf(graph, "state").map(({ name, value }) => [name, value.type] as const);
  return backend.makeStates(Object.fromEntries(types));
}

/** The given parameter vector as a state, for evaluation. */
export function holdParameters(parameters: Float32Array, backend: Backend): States {
  const states = backend.makeStates({
    parameters: { dtype: "f32", shape: [parameters.length] },
  });
  states.write("parameters", parameters);
  return states;
}
