import { type GivenSettings, resolveSettings, type SettingsSchema } from "../core/settings.ts";

export interface ResolvePartsOptions<First, Second> {
  readonly first: SettingsSchema<First>;
  readonly second: SettingsSchema<Second>;
  readonly given: GivenSettings;
}

/**
 * Keys of two kinds, told apart: to the person who types they are one list, and messages show it as one.
 *
 * @throws {UsageError} as `resolveSettings` does
 */
export function resolveParts<First extends object, Second extends object>(
  name: string,
  { first, second, given }: ResolvePartsOptions<First, Second>,
): readonly [First, Second] {
  resolveSettings(name, { ...first, ...second }, { given });
  return [
    resolveSettings(name, first, { given: partOf(given, first) }),
    resolveSettings(name, second, { given: partOf(given, second) }),
  ];
}

/** Those of the given settings that a schema has. */
export function partOf(given: GivenSettings, schema: object): GivenSettings {
  return Object.fromEntries(Object.entries(given).filter(([key]) => key in schema));
}
