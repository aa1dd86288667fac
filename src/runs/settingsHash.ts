import { createHash } from "node:crypto";
import { canonicalJson } from "../core/canonicalJson.ts";
import { schemaVersion } from "./schemaVersion.ts";

/**
 * Hexadecimal digits, six where nothing is said, that identify settings by what differs from their defaults: a new key
 * with a default changes no old hash. A changed default has to change the schema version.
 */
export function settingsHash(
  settings: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
  digits = 6,
): string {
  const changed = changedKeys(settings, defaults).map((key) => [key, settings[key]] as const);
  const identity = canonicalJson({
    schema: schemaVersion,
    settings: Object.fromEntries(changed),
  });
  return createHash("sha256").update(identity).digest("hex").slice(0, digits);
}

/** The keys whose values are not their defaults. */
export function changedKeys(
  settings: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.keys(settings).filter(
    (key) => !(key in defaults) || canonicalJson(settings[key]) !== canonicalJson(defaults[key]),
  );
}
