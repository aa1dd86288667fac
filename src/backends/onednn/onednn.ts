import { BackendError } from "../../core/errors.ts";
import type { Graph } from "../../graph/graph.ts";
import type { Backend, Executable, States } from "../backend.ts";
import { compileGraph } from "./compile.ts";
import { Engine } from "./engine.ts";
import { loadLibrary } from "./library.ts";
import { NativeStates } from "./states.ts";

let engine: Engine | undefined;

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
    makeStates: (types) => new NativeStates(types),
    compile: (graph: Graph, states: States = new NativeStates({})): Executable => {
      if (!(states instanceof NativeStates)) {
        throw new BackendError(
          "Cannot compile for oneDNN: the states belong to another backend, needs its own",
        );
      }
      return compileGraph(own, graph, states);
    },
  };
}
