import type { Setting } from "../core/settings.ts";

/**
 * The defaults of all keys of a schema.
 *
 * @source own design
 */
export function defaultsOf(
  schema: Readonly<Record<string, Setting<unknown>>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(schema).map(([key, setting]) => [key, setting.default]));
}
