import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";
import { isProgramFile } from "../experiments/config/configKind.ts";
import { type AnyStudy, readStudy } from "../experiments/config/readStudy.ts";
import { studies } from "../studies/index.ts";

/**
 * The study that a command is about: one of ours by its name, or one of the user's own by the path of its file.
 *
 * @throws {UsageError} when none was named, there is none of that name, or the file has none
 */
export async function namedStudy(command: string, name: string | undefined): Promise<AnyStudy> {
  const known = Object.keys(studies);
  if (name === undefined) {
    throw new UsageError(`Cannot run "${command}": no study was named, ${needs("", known)}`);
  }
  if (isProgramFile(name)) return readStudy(name);
  if (!Object.hasOwn(studies, name)) {
    throw new UsageError(
      `Cannot run "${command}": there is no study "${name}", ${needs(name, known)}`,
    );
  }
  return studies[name]!;
}
