import { basename, extname } from "node:path";
import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import { type GivenSettings, resolveSettings, seedList } from "../../core/settings.ts";
import { needs } from "../../core/suggest.ts";
import { typedSettings } from "../config/givenSettings.ts";
import type { ConfigFile, RunFile } from "../config/runFile.ts";
import { type Factors, factorsOf, type GivenFactors } from "./factors.ts";
import { type SweepClaim, sweepClaim } from "./sweepClaim.ts";

/** What a file may say of a sweep: trainings that differ in a few settings. */
export interface SweepFile extends ConfigFile {
  /** The folder inside the folder of all runs; the file's name where nothing is said. */
  readonly name?: string;
  /** What the trainings are to tell. */
  readonly question?: string;
  /** Who asked, or what the claims come from. */
  readonly source?: string;
  /** What all trainings have in common: keys of `learnscope train`. */
  readonly base?: Omit<
    RunFile,
    "seed" | "seeds" | "experiment" | "runs" | "interval" | keyof ConfigFile
  >;
  /** Keys of which every value is combined with every value of the others. */
  readonly grid?: GivenFactors;
  /** Groups of keys that advance together. */
  readonly zip?: readonly GivenFactors[];
  /** As for `learnscope train`; a training for each. */
  readonly seeds?: number | string | readonly number[];
  /** So many seeds, from 0. */
  readonly repeat?: number;
  readonly claims?: readonly SweepClaim[];
}

/** A sweep with every value in it. */
export interface Sweep {
  /** Of its file, for messages. */
  readonly path: string;
  readonly name: string;
  readonly question: string;
  readonly source: string;
  readonly base: GivenSettings;
  readonly grid: Factors;
  readonly zip: readonly Factors[];
  readonly seeds: readonly number[];
  readonly claims: readonly SweepClaim[];
}

export interface ParseSweepOptions {
  readonly path: string;
  /** Settings that win over those that all trainings have in common; `seeds` over the file's. */
  readonly typed: GivenSettings;
}

/** Part of a path, so nothing that leads out of its folder. */
const name = /^[a-z0-9][a-z0-9-]*$/;
const record = z.record(z.string(), z.unknown());

const schema = z.object({
  name: z.string().regex(name).optional(),
  question: z.string().default(""),
  source: z.string().default(""),
  base: record.default({}),
  grid: record.default({}),
  zip: z.array(record).default([]),
  seeds: z.unknown().optional(),
  repeat: z.number().int().min(1).max(10_000).optional(),
  claims: z.array(sweepClaim).default([]),
  /** What was typed, in a sweep's folder; says nothing. */
  command: z.unknown().optional(),
});

type ParsedFile = z.infer<typeof schema>;

const needed: { readonly [key: string]: string } = {
  name: "lower-case letters, digits and hyphens",
  base: "keys of `learnscope train` with their values",
  grid: "keys with a list or a range each",
  zip: "a list of groups of keys with equally long lists",
  repeat: "a whole number from 1 to 10000",
  claims: "claims with id, statement, where, metric such as test/accuracy, and expected",
};

/**
 * The sweep that a file describes.
 *
 * @throws {UsageError} when it has keys or values that there are not, or a key in two places
 */
export function parseSweep(file: GivenSettings, { path, typed }: ParseSweepOptions): Sweep {
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(file).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new UsageError(
      `Cannot use "${path}": there is no key "${unknown}", ${needs(unknown, known)}`,
    );
  }
  const parsed = schema.safeParse(file);
  if (!parsed.success) {
    const place = parsed.error.issues[0]!.path;
    throw new UsageError(
      `Cannot use "${path}": ${place.join(".")} is not as it should be, needs ${needed[String(place[0])] ?? "a text"}`,
    );
  }
  const { question, source, base, grid, zip, claims } = parsed.data;
  const { seeds: _seeds, ...typedBase } = typed;
  const sweep: Sweep = {
    path,
    name: nameOf(parsed.data, path),
    question,
    source,
    base: { ...typedSettings(base, path), ...typedBase },
    grid: factorsOf(grid, { path, isZipped: false }),
    zip: zip.map((group) => factorsOf(group, { path, isZipped: true })),
    seeds: seedsOf(parsed.data, { path, typed }),
    claims,
  };
  checkKeys(sweep);
  return sweep;
}

function nameOf({ name: given }: ParsedFile, path: string): string {
  const own = given ?? basename(path, extname(path));
  if (name.test(own)) return own;
  throw new UsageError(
    `Cannot use "${path}": its sweep would be named "${own}", needs a key name of lower-case letters, digits and hyphens`,
  );
}

function seedsOf(
  { seeds, repeat }: ParsedFile,
  { path, typed }: ParseSweepOptions,
): readonly number[] {
  const keys = { seeds: seedList([0], "") };
  if ("seeds" in typed) return resolveSettings("sweep", keys, { given: typed }).seeds;
  if (seeds === undefined) return Array.from({ length: repeat ?? 1 }, (_, seed) => seed);
  if (repeat === undefined) {
    return resolveSettings("sweep", keys, { given: typedSettings({ seeds }, path) }).seeds;
  }
  throw new UsageError(`Cannot use "${path}": it has both seeds and repeat, needs one of them`);
}

/** What has a place of its own beside the settings. */
const elsewhere: { readonly [key: string]: string } = {
  seeds: "seeds or repeat beside grid",
  seed: "seeds or repeat beside grid",
  experiment: "a name beside grid",
  runs: "runs=<folder> behind the command",
  interval: "interval=bootstrap behind the command",
};

function checkKeys({ path, base, grid, zip }: Sweep): void {
  const groups = [["base", Object.keys(base)], ...[grid, ...zip].map(namedKeys)] as const;
  const seen = new Map<string, string>();
  for (const [place, keys] of groups) {
    for (const key of keys) {
      if (elsewhere[key] !== undefined) {
        throw new UsageError(
          `Cannot use "${path}": ${key} is in ${place}, needs ${elsewhere[key]}`,
        );
      }
      const before = seen.get(key);
      if (before !== undefined) {
        throw new UsageError(
          `Cannot use "${path}": ${key} is both in ${before} and in ${place}, needs one place`,
        );
      }
      seen.set(key, place);
    }
  }
}

function namedKeys(factors: Factors, index: number): readonly [string, readonly string[]] {
  return [index === 0 ? "grid" : `group ${index} of zip`, Object.keys(factors)];
}
