import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";
import { type CommandEntry, commands, groups } from "./commands.ts";

/**
 * The command that the first words name; nothing where only a group or nothing at all is named, which asks for help.
 *
 * @throws {UsageError} when there is no such command
 */
export function findCommand(args: readonly string[]): CommandEntry | undefined {
  const [first, second] = args.filter((word) => !word.startsWith("-"));
  if (first === undefined) return undefined;
  const isGroup = Object.hasOwn(groups, first);
  if (isGroup && second === undefined) return undefined;
  const name = isGroup ? `${first} ${second}` : first;
  const entry = commands.find((command) => command.name === name);
  if (entry) return entry;
  const known = isGroup
    ? commands.map((command) => command.name).filter((other) => other.startsWith(`${first} `))
    : [...new Set(commands.map((command) => command.name.split(" ")[0]!))];
  throw new UsageError(`Cannot run "${name}": there is no such command, ${needs(name, known)}`);
}
