import { createHash } from "node:crypto";
import { canonicalJson } from "../core/canonicalJson.ts";
import { schemaVersion } from "./schemaVersion.ts";

/**
 * Hexadecimal digits, six where nothing is said, that identify settings by what differs from their defaults: a new key
 * with a default changes no old hash. A changed default has to change the schema version.
 */
export function settingsHash(
  settings: object,
  defaults: Readonly<Record<string, unknown>>,
  digits = 6,
): string {
  const identity = canonicalJson({
    schema: schemaVersion,
    settings: Object.fromEntries(changedEntries(settings, defaults)),
  });
  return createHash("sha256").update(identity).digest("hex").slice(0, digits);
}

/** The settings that are not their defaults, as texts. */
export function changedSettings(
  settings: object,
  defaults: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const changed = changedEntries(settings, defaults);
  return Object.fromEntries(changed.map(([key, value]) => [key, String(value)]));
}

function changedEntries(settings: object, defaults: Readonly<Record<string, unknown>>) {
  const entries: [string, unknown][] = Object.entries(settings);
  return entries.filter(
    ([key, value]) => !(key in defaults) || canonicalJson(value) !== canonicalJson(defaults[key]),
  );
}
