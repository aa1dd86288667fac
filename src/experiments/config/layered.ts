import type { GivenSettings } from "../../core/settings.ts";

/** Settings of several origins together; a later one's key wins as a whole. */
export function layered(origins: readonly GivenSettings[]): GivenSettings {
  // Not `Object.assign`, which would take a key `__proto__` for more than a key.
  return Object.fromEntries(origins.flatMap((origin) => Object.entries(origin)));
}
