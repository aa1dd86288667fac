import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import type { GivenSettings } from "../../core/settings.ts";
import { reasonOf } from "../../data/reasonOf.ts";
import { schemaVersion } from "../../runs/schemaVersion.ts";
import { isConfigFile, isProgramFile, neededConfigFile } from "./configKind.ts";
import { importDefault } from "./importDefault.ts";
import { layered } from "./layered.ts";
import { keysOf, parseConfig } from "./parseConfig.ts";

/**
 * The keys of a file of settings with their values as they stand there: YAML, JSON, or the default export of TypeScript
 * or JavaScript. Files that it extends come first, so that its own keys win over theirs; a key is taken as a whole.
 * `seed` is another name of `seeds`.
 *
 * @throws {UsageError} when it cannot be read, is not of this schema version, or extends itself
 */
export function readConfigFile(path: string): Promise<GivenSettings> {
  return readLayered(path, []);
}

/** @param above - the files that extend this one, the first asked for first */
async function readLayered(path: string, above: readonly string[]): Promise<GivenSettings> {
  checkCycle(path, above);
  const { schema, $schema: _editor, extends: bases, ...own } = await readOwn(path);
  checkSchema(schema, path);
  const below: GivenSettings[] = [];
  for (const base of basesOf(bases, path)) below.push(await readLayered(base, [...above, path]));
  return layered([...below, seedsOf(own, path)]);
}

async function readOwn(path: string): Promise<GivenSettings> {
  if (!isConfigFile(path)) {
    throw new UsageError(`Cannot read "${path}": its kind is not known, ${neededConfigFile}`);
  }
  if (isProgramFile(path)) return keysOf(await importDefault(path), path);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new UsageError(`Cannot read "${path}": ${reasonOf(error)}, needs a file of settings`, {
      cause: error,
    });
  });
  return parseConfig(text, path);
}

function checkCycle(path: string, above: readonly string[]): void {
  const start = above.findIndex((file) => resolve(file) === resolve(path));
  if (start < 0) return;
  const chain = [...above.slice(start), path].map((file) => `"${file}"`).join(" -> ");
  throw new UsageError(`Cannot read "${above[0]}": a file extends itself, ${chain}, needs an end`);
}

function checkSchema(schema: unknown, path: string): void {
  if (schema === undefined || schema === schemaVersion) return;
  throw new UsageError(
    `Cannot read "${path}": its schema is ${JSON.stringify(schema)}, needs ${schemaVersion}`,
  );
}

/** The files that a file extends lie beside it. */
function basesOf(bases: unknown, path: string): string[] {
  const list: unknown[] = Array.isArray(bases) ? bases : bases === undefined ? [] : [bases];
  return list.map((base) => {
    if (typeof base === "string") return resolveBeside(base, path);
    throw new UsageError(
      `Cannot read "${path}": extends is ${JSON.stringify(base)}, needs a path or a list of paths`,
    );
  });
}

/** Relative paths stay relative, for messages. */
function resolveBeside(base: string, path: string): string {
  return isAbsolute(base) ? base : join(dirname(path), base);
}

function seedsOf({ seed, ...own }: GivenSettings, path: string): GivenSettings {
  if (seed === undefined) return own;
  if (!("seeds" in own)) return { ...own, seeds: seed };
  throw new UsageError(`Cannot read "${path}": seeds is given twice, as seed too, needs one value`);
}
