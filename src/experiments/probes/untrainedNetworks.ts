import { initialNumbers, type Network, type NetworkNumbers } from "../../nn/network.ts";

/** Seeds that nobody trains with by accident. */
const seeds = [1_000_001, 1_000_002, 1_000_003];

/** How many there are. */
export const untrainedCount = seeds.length;

/** Networks of the same kind that have learned nothing, to set beside one that has. */
export function* untrainedNetworks(
  network: Network,
): Generator<{ readonly untrained: number; readonly numbers: NetworkNumbers }> {
  for (const [index, seed] of seeds.entries()) {
    yield { untrained: index + 1, numbers: initialNumbers(network, seed) };
  }
}
