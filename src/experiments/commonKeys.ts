import { availableParallelism } from "node:os";
import { z } from "zod";
import type { Backend, Precision } from "../backends/backend.ts";
import {
  oneOf,
  type SettingsSchema,
  text,
  wholeNumber,
  wholeNumberWithin,
} from "../core/settings.ts";

/** What computes, and with how many threads. */
export interface BackendSettings {
  readonly backend: Backend["name"];
  readonly threads: number;
  readonly precision: Precision;
  readonly convolution: "fast" | "direct";
}

function usualThreads(): number {
  const wanted = Number(process.env.OMP_NUM_THREADS);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : availableParallelism();
}

/** Keys of commands that compute. */
export const backendKeys = {
  backend: oneOf(["onednn", "reference"], "what computes; the reference backend is slow"),
  threads: wholeNumber(1, usualThreads(), "threads, or OMP_NUM_THREADS; by default all there are"),
  precision: oneOf(["f32", "bf16"], "what activations and their gradients are computed in"),
  convolution: oneOf(
    ["fast", "direct"],
    "fast: 3×3 convolutions by Winograd's algorithm, which rounds a little more",
  ),
};

/** Keys of commands that train. */
export const recomputeKey = {
  recompute: oneOf(
    ["none", "blocks"],
    "blocks: what lies inside blocks is computed twice instead of kept; less memory, more time",
  ),
};

const threads = wholeNumberWithin([0, 64], 0, "");

/** Keys of commands that show images to networks. */
export const workersKey: SettingsSchema<{ readonly workers: number | "auto" }> = {
  workers: {
    schema: z.union([z.literal("auto"), threads.schema]),
    default: "auto",
    description:
      "threads that make batches ahead of time; auto: one where images are augmented, changed or in a file",
    needs: `"auto" or ${threads.needs}`,
  },
};

/** Keys of commands that read or write runs. */
export const runsKeys = {
  runs: text(process.env.LEARNSCOPE_RUNS ?? "runs", "folder of all runs, or LEARNSCOPE_RUNS"),
};

/** Key of commands that tell of several seeds. */
export const intervalKey = {
  interval: oneOf(
    ["t", "bootstrap"],
    "how confidence intervals are found: by Student's t, or as percentiles of the bootstrap",
  ),
};

/** Keys of commands that look at a finished study. */
export const finishedStudyKeys = {
  ...runsKeys,
  run: text("newest", "folder of the study's run"),
};
