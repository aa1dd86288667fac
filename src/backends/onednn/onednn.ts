import type { Graph } from "../../graph/graph.ts";
import type { Backend, Executable, States } from "../backend.ts";
import { StateMemory } from "../states.ts";
import { allocateArray } from "./arena.ts";
import { compileGraph } from "./compile.ts";
import { Engine } from "./engine.ts";
import { loadLibrary } from "./library.ts";

export interface OnednnOptions {
  /** By default what OMP_NUM_THREADS says, or all there are. */
  readonly threads?: number;
  /** `fast` allows Winograd's algorithm, which rounds more; `direct` does not. */
  readonly convolution?: "fast" | "direct";
}

let engine: Engine | undefined;
const memory = new StateMemory(allocateArray);

/**
 * The backend on the system's oneDNN.
 *
 * @throws {BackendError} when the library is not there or is not of version 2
 */
export function loadOnednnBackend({ threads, convolution = "fast" }: OnednnOptions = {}): Backend {
  const library = loadLibrary(threads);
  engine ??= new Engine(library);
  const own = engine;
  const threadsText = `${library.threads} ${library.threads === 1 ? "thread" : "threads"}`;
  const rounding = convolution === "direct" ? ", direct convolutions" : "";
  return {
    name: "onednn",
    description: `oneDNN ${own.version}, ${own.instructionSet}, ${threadsText}${rounding}`,
    precision: "f32",
    bf16: own.bf16,
    makeStates: (types) => memory.makeStates(types),
    compile: (graph: Graph, states?: States): Executable =>
      compileGraph(own, graph, {
        cells: memory.cellsOf(states),
        fastConvolution: convolution === "fast",
      }),
  };
}
