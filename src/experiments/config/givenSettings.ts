import { UsageError } from "../../core/errors.ts";
import { type GivenSettings, text } from "../../core/settings.ts";
import { isConfigFile, neededConfigFile } from "./configKind.ts";
import { layered } from "./layered.ts";
import { readConfigFile } from "./readConfigFile.ts";

/** The key by which commands whose target is something else are given a file of settings. */
export const configKey = { config: text("none", "file of further settings; typed ones win") };

/** What was typed: perhaps a file, and settings that win over the file's. */
export interface Typed {
  readonly target?: string | undefined;
  readonly given: GivenSettings;
}

/**
 * The settings that were given, in a file and by words, as they would have been typed. The file is the target or stands
 * behind `config=`.
 *
 * @throws {UsageError} when the target is no file of settings, or the file cannot be used
 */
export async function givenOf(
  command: string,
  { target, given: { config, ...typed } }: Typed,
): Promise<GivenSettings> {
  if (target !== undefined && !isConfigFile(target)) {
    throw new UsageError(
      `Cannot run "${command}": "${target}" was given, needs key=value, or ${neededConfigFile.slice("needs ".length)}`,
    );
  }
  const files = [target, config].filter((file) => file !== undefined);
  const read: GivenSettings[] = [];
  for (const file of files)
    read.push(typedSettings(await readConfigFile(String(file)), String(file)));
  return layered([...read, typed]);
}

/**
 * Settings of a file as they would be typed: to the command line all is text, and lists have commas.
 *
 * @throws {UsageError} when a key has no value, or keys of its own
 */
export function typedSettings(settings: GivenSettings, path: string): GivenSettings {
  const all = Object.entries(settings).map(([key, value]) => [key, typedValue(value)] as const);
  for (const [key, value] of all) {
    if (value !== undefined) continue;
    throw new UsageError(
      `Cannot use "${path}": ${key} is ${shown(settings[key])}, needs a text, a number, true, false or a list of them`,
    );
  }
  return Object.fromEntries(all);
}

/** A list of nothing stays one: nobody can type it. */
function typedValue(value: unknown): string | readonly never[] | undefined {
  if (!Array.isArray(value)) return typedWord(value);
  if (value.length === 0) return [];
  const words = value.map(typedWord);
  return words.every((word) => word !== undefined) ? words.join(",") : undefined;
}

function typedWord(value: unknown): string | undefined {
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
}

function shown(value: unknown): string {
  return value === null || value === undefined ? "empty" : (JSON.stringify(value) ?? typeof value);
}
