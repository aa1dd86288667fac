import { availableParallelism } from "node:os";
import { z } from "zod";
import { oneOf, type Setting, text, wholeNumber } from "../studies/settings.ts";

/** What computes, and with how many threads. */
export interface BackendSettings {
  readonly backend: "onednn" | "reference";
  readonly threads: number;
  readonly precision: "f32";
}

const precision: Setting<"f32"> = {
  schema: z.literal("f32"),
  default: "f32",
  description: "what is computed in",
  needs: '"f32", the only one there is yet',
};

function usualThreads(): number {
  const wanted = Number(process.env.OMP_NUM_THREADS);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : availableParallelism();
}

/** Keys of commands that compute. */
export const backendKeys = {
  backend: oneOf(["onednn", "reference"], "what computes; the reference backend is slow"),
  threads: wholeNumber(1, usualThreads(), "threads, or OMP_NUM_THREADS; by default all there are"),
  precision,
};

/** Keys of commands that read or write runs. */
export const runsKeys = {
  runs: text(process.env.LEARNSCOPE_RUNS ?? "runs", "folder of all runs, or LEARNSCOPE_RUNS"),
};

/** Keys of commands that look at a finished study. */
export const finishedStudyKeys = {
  ...runsKeys,
  run: text("newest", "folder of the study's run"),
};
