import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";
import { studies } from "../studies/index.ts";
import type { CommonSettings, Study } from "../studies/study.ts";

/**
 * The study that a command is about.
 *
 * @throws {UsageError} when none was named, or there is none of that name
 */
export function namedStudy(
  command: string,
  name: string | undefined,
): Study<CommonSettings, unknown, unknown> {
  const known = Object.keys(studies);
  if (name === undefined) {
    throw new UsageError(`Cannot run "${command}": no study was named, ${needs("", known)}`);
  }
  if (!Object.hasOwn(studies, name)) {
    throw new UsageError(
      `Cannot run "${command}": there is no study "${name}", ${needs(name, known)}`,
    );
  }
  return studies[name]!;
}
