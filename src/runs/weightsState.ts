import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { canonicalJson } from "../core/canonicalJson.ts";
import { DataError } from "../core/errors.ts";
import { storageErrorOf } from "../storage/storageError.ts";
import { stateFileOf } from "./paths.ts";
import { readChecked } from "./readFile.ts";

const count = z.number().int().min(0);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const schema = z.object({
  schema: count,
  learnscope: z.string(),
  network: z.string(),
  options: z.record(z.string(), z.string()),
  /** What the network does to its images first. */
  normalisation: z
    .object({ mean: z.array(z.number()).readonly(), deviation: z.array(z.number()).readonly() })
    .optional(),
  seed: count,
  /** Epochs that were completed; after an interruption, the weights are some steps further. */
  epoch: count,
  parameterCount: count,
  bufferCount: count,
  /** In a checkpoint: what a training needs to go on besides the tensors. */
  training: z
    .object({
      /** What was summed up in the steps of the epoch that was under way. */
      sums: z.object({
        step: count,
        loss: z.number(),
        correct: count,
        images: count,
        seconds: z.number(),
        waited: z.number(),
      }),
      /** The epoch that was best so far, and by which metric. */
      best: z.object({ epoch: count, metric: z.string(), value: z.number() }).optional(),
    })
    .optional(),
  /** Of the safetensors file, in hexadecimal digits. */
  sha256: digest,
  /** Of all that stands above, as canonical JSON. */
  stateSha256: digest,
});

/** What the tensors of a safetensors file are: which network's, with which options, from which training. */
export type WeightsState = Readonly<z.infer<typeof schema>>;

/**
 * What lies beside a file of weights, once it is certain that it belongs to that file.
 *
 * @throws {StorageError} when one of the two cannot be read
 * @throws {DataError} when the state is not what it should be, or belongs to other weights
 */
export async function readWeightsState(path: string): Promise<WeightsState> {
  const statePath = stateFileOf(path);
  const state = await readChecked(statePath, schema);
  const { stateSha256, ...stated } = state;
  if (stateSha256 !== stateHash(stated)) {
    throw new DataError(
      `Cannot read "${statePath}": its stateSha256 is not that of what it says, needs an unaltered file`,
    );
  }
  const sha256 = await hashOf(path);
  if (sha256 !== state.sha256) {
    throw new DataError(
      `Cannot read "${path}": its SHA-256 is ${sha256}, needs ${state.sha256} as "${statePath}" says`,
    );
  }
  return state;
}

/** SHA-256 of what is said of a file of weights, its own hash included. */
export function stateHash(state: Omit<WeightsState, "stateSha256">): string {
  return createHash("sha256").update(canonicalJson(state)).digest("hex");
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    throw storageErrorOf(error, "read", path);
  }
  return hash.digest("hex");
}
