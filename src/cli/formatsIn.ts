import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";

/**
 * The formats that were asked for, with commas between them, of those that a command can write; where none was, all.
 *
 * @throws {UsageError} when there is no such format
 */
export function formatsIn<Format extends string>(
  command: string,
  list: string | undefined,
  formats: Readonly<Record<Format, unknown>>,
): readonly Format[] {
  const known = Object.keys(formats) as Format[];
  if (list === undefined) return known;
  return [...new Set(list.split(","))].map((name) => {
    const format = known.find((own) => own === name);
    if (format !== undefined) return format;
    throw new UsageError(
      `Cannot run "${command}": there is no format "${name}", ${needs(name, known)}`,
    );
  });
}
