import { UsageError } from "../../core/errors.ts";
import type { GivenSettings } from "../../core/settings.ts";

/** A probe as it is asked for: its name or file, and what was said of it. */
export interface ProbeRequest {
  readonly name: string;
  readonly given: GivenSettings;
}

/**
 * The probes of a text such as `cka,accuracy:count=1000:cadence=every,./my-probe.ts`: names with commas between them, each
 * followed by its options. No text, or `none`, is no probes.
 *
 * @throws {UsageError} when an option has no value or is given twice
 */
export function parseProbes(text: string): readonly ProbeRequest[] {
  return ["", "none"].includes(text.trim()) ? [] : text.split(",").map(parseProbe);
}

/** The text that gives the same requests. */
export function showProbes(requests: readonly ProbeRequest[]): string {
  const shown = requests.map(({ name, given }) =>
    [name, ...Object.entries(given).map(([key, value]) => `${key}=${value}`)].join(":"),
  );
  return shown.length === 0 ? "none" : shown.join(",");
}

function parseProbe(text: string): ProbeRequest {
  const [name = "", ...parts] = text.split(":").map((part) => part.trim());
  const given = new Map<string, string>();
  for (const part of parts) {
    const [, key, value] = /^([^=]+)=(.+)$/.exec(part) ?? [];
    if (key === undefined || value === undefined) {
      throw new UsageError(
        `Cannot set "${part}" of the probe "${name}": it has no value, needs an option such as count=500`,
      );
    }
    if (given.has(key)) {
      throw new UsageError(
        `Cannot set "${key}" of the probe "${name}": it is given twice, needs one value`,
      );
    }
    given.set(key, value);
  }
  return { name, given: Object.fromEntries(given) };
}
