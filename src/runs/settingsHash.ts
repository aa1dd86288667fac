import { createHash } from "node:crypto";
import { canonicalJson } from "../core/canonicalJson.ts";
import { schemaVersion } from "./schemaVersion.ts";

/**
 * Six hexadecimal digits that identify settings by what differs from their defaults: a new key with a default changes
 * no old hash. A changed default has to change the schema version.
 */
export function settingsHash(
  settings: object,
  defaults: Readonly<Record<string, unknown>>,
): string {
  const entries: [string, unknown][] = Object.entries(settings);
  const changed = entries.filter(
    ([key, value]) => !(key in defaults) || canonicalJson(value) !== canonicalJson(defaults[key]),
  );
  const identity = canonicalJson({
    schema: schemaVersion,
    settings: Object.fromEntries(changed),
  });
  return createHash("sha256").update(identity).digest("hex").slice(0, 6);
}
