import { UsageError } from "../core/errors.ts";
import { type Setting, text } from "../core/settings.ts";
import { needs } from "../core/suggest.ts";
import { type NetworkEntry, type NetworkName, networks } from "../zoo/index.ts";
import { defaultOf, optionText } from "../zoo/options.ts";

/**
 * The network that a command is about.
 *
 * @throws {UsageError} when none was named, or there is none of that name
 */
export function namedNetwork(command: string, name: string | undefined): NetworkEntry {
  const known = Object.keys(networks);
  if (name === undefined) {
    throw new UsageError(`Cannot run "${command}": no network was named, ${needs("", known)}`);
  }
  if (!Object.hasOwn(networks, name)) {
    throw new UsageError(
      `Cannot run "${command}": there is no network "${name}", ${needs(name, known)}`,
    );
  }
  return networks[name as NetworkName];
}

/** A network's options as keys; what they may be is checked where the network is made. */
export function optionKeys({ choices }: NetworkEntry): Readonly<Record<string, Setting<string>>> {
  return Object.fromEntries(
    Object.entries(choices).map(([key, option]) => [
      key,
      text(String(defaultOf(option)), optionText(option)),
    ]),
  );
}
