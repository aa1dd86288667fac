import { UsageError } from "../core/errors.ts";

/**
 * Refuses words that a command has no use for.
 *
 * @throws {UsageError} when there is one
 */
export function noMore(command: string, [word]: readonly string[]): void {
  if (word === undefined) return;
  throw new UsageError(`Cannot run "${command}": "${word}" was given, needs nothing more`);
}
