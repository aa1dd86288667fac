import type { AnyProbe } from "../probing/probe.ts";
import { activations } from "./activations.ts";

/** Every probe, by the name that it is asked for by. */
export const probes: Readonly<Record<string, AnyProbe>> = tableOf([activations]);

function tableOf(all: readonly AnyProbe[]): Readonly<Record<string, AnyProbe>> {
  return Object.fromEntries(all.map((probe) => [probe.id, probe]));
}
