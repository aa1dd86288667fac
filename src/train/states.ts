import type { Backend, States } from "../backends/backend.ts";
import { type Graph, leavesOf } from "../graph/graph.ts";
import type { NetworkNumbers } from "../nn/network.ts";
import { averageNameOf, averageStarted } from "./averageUpdates.ts";

/** Zeros for every state of a graph. */
export function makeStatesFor(graph: Graph, backend: Backend): States {
  const types = leavesOf(graph, "state").map(({ name, value }) => [name, value.type] as const);
  return backend.makeStates(Object.fromEntries(types));
}

/** A network's numbers as states, for evaluation. */
export function holdNetwork(numbers: NetworkNumbers, backend: Backend): States {
  const states = backend.makeStates({
    parameters: { dtype: "f32", shape: [numbers.parameters.length] },
    buffers: { dtype: "f32", shape: [numbers.buffers.length] },
  });
  states.write("parameters", numbers.parameters);
  states.write("buffers", numbers.buffers);
  return states;
}

/** A copy of a network's present numbers; a graph without buffers has no state for them. */
export function readNetwork(states: States): NetworkNumbers {
  const vector = (name: string) =>
    states.has(name) ? Float32Array.from(states.read(name)) : new Float32Array();
  return { parameters: vector("parameters"), buffers: vector("buffers") };
}

/** The averages that `averageUpdates` keeps of a network's numbers; before the first step, the numbers themselves. */
export function readAverage(states: States): NetworkNumbers {
  const numbers = readNetwork(states);
  if (states.read(averageStarted)[0] === 0) return numbers;
  const averaged = (name: keyof NetworkNumbers) => {
    const average = averageNameOf(name);
    return states.has(average) ? Float32Array.from(states.read(average)) : numbers[name];
  };
  return { parameters: averaged("parameters"), buffers: averaged("buffers") };
}

/** Puts a network's numbers into states that have room for them. */
export function writeNetwork(states: States, { parameters, buffers }: NetworkNumbers): void {
  states.write("parameters", parameters);
  if (buffers.length > 0) states.write("buffers", buffers);
}
