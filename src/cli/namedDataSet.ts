import { UsageError } from "../core/errors.ts";
import { neededDataSet } from "../data/catalogue.ts";
import type { Call } from "./command.ts";
import { noMore } from "./noMore.ts";

/**
 * The name of the data set that a command is about; whether there is one of that name, the catalogue says.
 *
 * @throws {UsageError} when none was named
 */
export function namedDataSet(command: string, { target, given }: Call): string {
  noMore(command, Object.keys(given));
  if (target !== undefined) return target;
  throw new UsageError(`Cannot run "${command}": no data set was named, ${neededDataSet}`);
}
