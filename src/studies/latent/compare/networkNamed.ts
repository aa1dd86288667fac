import { mean } from "../../../core/statistics.ts";
import type { LatentResults, NetworkResult } from "../results.ts";

/**
 * The network of that row, if there is one.
 *
 * @source own design
 */
export function networkNamed({ networks }: LatentResults, row: string): NetworkResult | undefined {
  return networks.find((network) => network.row === row);
}

/** The source's standard network, which is always the first. */
export function no1Of({ networks }: LatentResults): NetworkResult {
  return networks[0]!;
}

/** The source's four networks. */
export function tableNetworks({ networks }: LatentResults): readonly NetworkResult[] {
  return networks.filter(({ group }) => group === "table");
}

/** By how much an accuracy has to be above that before training, for a network to have learned. Units: fraction of 1 */
export const leastGain = 0.2;

/** Whether a network tells the classes apart: else what became of its layers says nothing of learning. */
export function hasLearned({ accuracy, history }: NetworkResult): boolean {
  const before = history.filter(({ epoch }) => epoch === 0).map((own) => own.accuracy);
  return accuracy.mean - mean(before) >= leastGain;
}

/** Whether all of the source's networks were measured, and tell the classes apart. */
export function haveLearned(results: LatentResults): boolean {
  const networks = tableNetworks(results);
  return networks.length > 0 && networks.every(hasLearned);
}
