import type { Backend } from "../../backends/backend.ts";
import { networkOf } from "../../studies/networkOf.ts";
import { cellOf, type PreparedTraining } from "../prepareTraining.ts";
import type { AskingRun } from "./askNetwork.ts";

/** What is common to all networks that are asked for a training's run. */
export function askingRun(
  folder: string,
  prepared: PreparedTraining,
  open: AskingRun["backend"],
): AskingRun {
  const { request, dataset } = prepared;
  return {
    folder,
    // The network is the same whatever the seed.
    network: networkOf(cellOf(prepared, 0)),
    dataset,
    // What is asked is the network, not the rounding of its training; Gram matrices and Hessians have no digits to lose.
    backend: async () => inF32(await open()),
    memory: request.common.probeMemory * 2 ** 20,
    clock: () => performance.now() / 1000,
  };
}

function inF32(backend: Backend): Backend {
  return backend.inF32 ?? backend;
}
