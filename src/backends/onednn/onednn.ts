import type { Graph } from "../../graph/graph.ts";
import type { Backend, Executable, States } from "../backend.ts";
import { StateMemory } from "../states.ts";
import { allocateArray } from "./arena.ts";
import { compileGraph } from "./compile.ts";
import { Engine } from "./engine.ts";
import { loadLibrary } from "./library.ts";

let engine: Engine | undefined;
const memory = new StateMemory(allocateArray);

/**
 * The backend on the system's oneDNN.
 *
 * @throws {BackendError} when the library is not there or is not of version 2
 */
export function loadOnednnBackend({ threads }: { readonly threads?: number } = {}): Backend {
  const library = loadLibrary(threads);
  engine ??= new Engine(library);
  const own = engine;
  return {
    name: "onednn",
    description: `oneDNN ${own.version}, ${own.instructionSet}, ${library.threads} ${library.threads === 1 ? "thread" : "threads"}`,
    makeStates: (types) => memory.makeStates(types),
    compile: (graph: Graph, states?: States): Executable =>
      compileGraph(own, graph, memory.cellsOf(states)),
  };
}
