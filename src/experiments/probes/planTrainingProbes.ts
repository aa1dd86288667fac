import { networkOf } from "../../studies/networkOf.ts";
import { cellOf, type PreparedTraining } from "../prepareTraining.ts";
import { parseProbes } from "./parseProbes.ts";
import type { PlannedProbe, PlanProbesOptions, ProbedTraining } from "./planProbes.ts";

/** What probes of a training are asked about. */
export function probedTraining(prepared: PreparedTraining): ProbedTraining {
  const { dataset, fingerprint } = prepared;
  return { network: networkOf(cellOf(prepared, 0)), dataset, fingerprint };
}

/**
 * The probes that a training asks while it goes on, as its settings say.
 *
 * @throws {UsageError} when there is no such probe or option, or the network or the data have not what it looks at
 */
export async function planTrainingProbes(
  prepared: PreparedTraining,
  options: PlanProbesOptions,
): Promise<readonly PlannedProbe[]> {
  const requests = parseProbes(prepared.request.common.probes);
  if (requests.length === 0) return [];
  // The probes' libraries take time to load, which only those who ask should wait for.
  const { planProbes } = await import("./planProbes.ts");
  return await planProbes(requests, probedTraining(prepared), options);
}
