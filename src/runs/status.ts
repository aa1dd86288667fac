import { join } from "node:path";
import { z } from "zod";
import { lockHolder } from "../storage/lockFile.ts";
import { runFiles } from "./paths.ts";
import { readChecked } from "./readFile.ts";

/** NaN and the infinite numbers are texts in JSON. */
const number = z.union([
  z.number(),
  z.enum(["NaN", "Infinity", "-Infinity"]).transform((text) => Number(text)),
]);

const schema = z.object({
  schema: z.number(),
  state: z.enum(["pending", "running", "done", "failed", "interrupted"]),
  /** When work on it began first; for a run on which none has, when it was planned. ISO 8601, UTC. */
  started: z.iso.datetime(),
  /** When this was written; while the run goes on, every few seconds. ISO 8601, UTC. */
  updated: z.iso.datetime(),
  /** How far it is: epochs, and steps of the epoch that is under way. */
  progress: z
    .object({ epoch: z.number(), epochs: z.number(), step: z.number(), steps: z.number() })
    .optional(),
  /** Of the last epoch that was completed. */
  metrics: z.record(z.string(), number).optional(),
  /** Why it failed or was interrupted, in a sentence. */
  error: z.string().optional(),
});

/** How far a run is, as `status.json` has it. */
export type RunStatus = Readonly<z.infer<typeof schema>>;

/**
 * `pending` waits to be begun, `interrupted` was stopped by a person in good order, and `stale` says that it is running
 * while its process is gone: it was killed, or the machine was.
 */
export type RunState = RunStatus["state"] | "stale";

/**
 * The status of a run, with the state that it is really in.
 *
 * @throws {StorageError | DataError} when `status.json` cannot be read or is damaged
 */
export async function readStatus(
  folder: string,
): Promise<Omit<RunStatus, "state"> & { readonly state: RunState }> {
  const status = await readChecked(join(folder, runFiles.status), schema);
  const isLeft = status.state === "running" && !(await lockHolder(join(folder, runFiles.lock)));
  return { ...status, state: isLeft ? "stale" : status.state };
}
