import { resolve } from "node:path";

/** The line of a file that an error's stack names or, of one in the grammar, its message; columns are those of other code. */
export function lineIn(error: unknown, path: string): string | undefined {
  const { stack = "", message = "" } = error instanceof Error ? error : {};
  const text = `${message}\n${stack}`;
  const file = `${resolve(path)}:`;
  const at = text.indexOf(file);
  return /^\d+/.exec(at < 0 ? "" : text.slice(at + file.length))?.[0];
}
