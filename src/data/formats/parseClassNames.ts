import { cannotRead } from "../cannotRead.ts";
import { linesOf } from "./linesOf.ts";

/**
 * The names of classes in the bytes of a file that has one on each line.
 *
 * @throws {DataError} when it has another number of them
 */
export function parseClassNames(
  bytes: Uint8Array,
  { count, path }: { readonly count: number; readonly path: string },
): string[] {
  const names = linesOf(new TextDecoder().decode(bytes));
  if (names.length !== count) {
    throw cannotRead(path, `it names ${names.length} classes, needs ${count}`);
  }
  return names;
}
