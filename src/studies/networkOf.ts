import type { Normalisation } from "../core/normalisation.ts";
import type { Network } from "../nn/network.ts";
import { normalisedNetwork } from "../nn/normalisedNetwork.ts";
import { makeNetwork } from "../zoo/index.ts";
import type { Cell } from "./study.ts";

/** What a cell, or what lies beside a file of weights, says of its network. */
interface NetworkChoice extends Pick<Cell, "network" | "options"> {
  readonly normalisation?: Normalisation | undefined;
}

/**
 * The network of a cell, normalising its images where the cell says so.
 *
 * @throws {UsageError | ShapeError} when there is no such network
 * @source own design
 */
export function networkOf({ network: name, options, normalisation }: NetworkChoice): Network {
  const network = makeNetwork(name, options);
  return normalisation ? normalisedNetwork(network, normalisation) : network;
}
