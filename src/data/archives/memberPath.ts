import { cannotRead } from "../cannotRead.ts";

/**
 * The path of an archive's member inside the folder that it is unpacked into, with "/" between its parts; empty for the
 * folder itself.
 *
 * @throws {DataError} when it could lie outside
 */
export function memberPath(name: string, archive: string): string {
  const isAbsolute = /^[/\\]|^[A-Za-z]:/.test(name);
  const parts = name.split(/[/\\]/).filter((part) => part !== "" && part !== ".");
  if (isAbsolute || parts.includes("..") || name.includes("\0")) {
    throw cannotRead(archive, `"${name}" in it leads out of it, needs paths inside a folder`);
  }
  return parts.join("/");
}
