import type { Keys } from "./command.ts";
import { textTable } from "./textTable.ts";

/** Keys with their defaults and meanings; `small` holds the defaults of a smaller form. */
export function keysTable(keys: Keys, small?: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(keys).map(([key, { default: value, description }]) => [
    key,
    String(value),
    ...(small ? [key in small ? String(small[key]) : ""] : []),
    description,
  ]);
  return textTable({ columns: ["key", "default", ...(small ? ["demo"] : []), "meaning"], rows });
}
