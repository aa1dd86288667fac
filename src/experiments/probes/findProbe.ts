import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import { needs } from "../../core/suggest.ts";
import { probes } from "../../probes/index.ts";
import { type AnyProbe, defineProbe } from "../../probing/probe.ts";
import { isProgramFile } from "../config/configKind.ts";
import { functionSchema, importChecked } from "../config/importChecked.ts";

/** A probe that was asked for by its name or file. */
export interface FoundProbe {
  readonly probe: AnyProbe;
  /** Changes whenever its numbers may: of a probe from a file, with the file's text. */
  readonly version: string;
  /** Where it comes from, where it is not one of the program's. */
  readonly file?: string | undefined;
}

/** Digits of the hash of a probe's file. */
const digits = 8;

/** What is used of a probe from a file; whether its functions do what they should shows when they are called. */
const probeSchema = z.looseObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  title: z.string().min(1),
  question: z.string().min(1),
  version: z.number().int().optional(),
  source: z.string().optional(),
  caveats: z.array(z.string()).optional(),
  cadence: z.enum(["every", "log2", "end"]).optional(),
  options: z.looseObject({}).optional(),
  images: z
    .object({ part: z.enum(["train", "validation", "test"]), count: z.number().int().min(0) })
    .optional(),
  fitCount: z.number().int().min(0).optional(),
  untrained: z.boolean().optional(),
  check: functionSchema().optional(),
  taps: functionSchema().optional(),
  measure: functionSchema(),
  over: functionSchema().optional(),
  figures: functionSchema().optional(),
});

/**
 * The probe of a name, or of a TypeScript or JavaScript file that exports it as its default.
 *
 * @throws {UsageError} when there is none, or the file cannot be run or exports no probe
 */
export async function findProbe(name: string): Promise<FoundProbe> {
  if (isProgramFile(name)) return await probeOfFile(resolve(name));
  const probe = probes[name];
  if (probe) return { probe, version: String(probe.version) };
  throw new UsageError(
    `Cannot find the probe "${name}": there is none of that name, ${needs(name, Object.keys(probes))}, or a file such as ./my-probe.ts`,
  );
}

async function probeOfFile(file: string): Promise<FoundProbe> {
  const wanted = { schema: probeSchema, maker: "defineProbe" };
  const probe = defineProbe(await importChecked<AnyProbe>(file, wanted));
  if (probe.id in probes) {
    throw new UsageError(
      `Cannot use "${file}": its id "${probe.id}" is that of a probe of learnscope, needs another`,
    );
  }
  const text = createHash("sha256")
    .update(await readFile(file))
    .digest("hex")
    .slice(0, digits);
  return { probe, version: `${probe.version}-${text}`, file };
}
