import { cannotRead } from "../cannotRead.ts";

/**
 * One of the files that were read from a folder or an archive; `path` is its own.
 *
 * @throws {DataError} when it was not there
 */
export function memberOf(
  members: ReadonlyMap<string, Uint8Array>,
  name: string,
  path: string,
): Uint8Array {
  const bytes = members.get(name);
  if (bytes === undefined) throw cannotRead(path, `"${name}" is missing, needs it in there`);
  return bytes;
}
