import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";
import type { Network, NetworkLabel } from "../nn/network.ts";
import { lenet5, lenet5Choices } from "./lenet5.ts";
import { mlp } from "./mlp.ts";
import { type Choices, type Chosen, chooseOptions, type GivenOptions } from "./options.ts";

/** A network that can be asked for by name, its options still open. */
export interface NetworkEntry {
  readonly title: string;
  /** Its options and the values they may take, the default first. */
  readonly choices: Choices;
  make(name: string, given: GivenOptions): Network;
}

/**
 * All networks by name. A variant is a row of arguments.
 *
 * @source the files of the families
 */
export const networks = {
  lenet5: entry("LeNet-5", lenet5Choices, lenet5),
  "lenet5-full": entry(
    "LeNet-5, C3 fully connected",
    { ...lenet5Choices, c3: ["full", "table"] } as const,
    lenet5,
  ),
  mlp: entry("Multilayer perceptron", {}, (label) => mlp(label, { pooling: 1 })),
  "pooled-mlp": entry("Multilayer perceptron behind 4×4 pooling", {}, (label) =>
    mlp(label, { pooling: 4 }),
  ),
} as const satisfies Readonly<Record<string, NetworkEntry>>;

/** What a network can be asked for by. */
export type NetworkName = keyof typeof networks;

/**
 * The network of that name with the given options, defaults for the others.
 *
 * @throws {UsageError} when there is no such network, option or value
 */
export function makeNetwork(name: string, given: GivenOptions = {}): Network {
  if (!Object.hasOwn(networks, name)) {
    throw new UsageError(
      `Cannot make "${name}": there is no such network, ${needs(name, Object.keys(networks))}`,
    );
  }
  return networks[name as NetworkName].make(name, given);
}

function entry<C extends Choices>(
  title: string,
  choices: C,
  make: (label: NetworkLabel, options: Chosen<NoInfer<C>>) => Network,
): NetworkEntry {
  return {
    title,
    choices,
    make: (name, given) => make({ name, title }, chooseOptions(name, choices, given)),
  };
}
