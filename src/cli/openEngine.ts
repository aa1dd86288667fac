import type { Backend } from "../backends/backend.ts";
import type { GivenSettings } from "../core/settings.ts";
import type { TrainingRequest } from "../experiments/trainingRequest.ts";
import { openBackend } from "./openBackend.ts";

/** What computes, and a request that says so. */
export interface Engine {
  readonly backend: Backend;
  readonly request: TrainingRequest;
}

/**
 * Opens what a training is to be computed by. What it came to stands in the request afterwards: a run that is gone on with
 * needs the same library, precision and number of threads for the same bits.
 *
 * @throws {BackendError} when what was asked for by name cannot be had
 */
export async function openEngine(
  request: TrainingRequest,
  { given, note }: { readonly given: GivenSettings; readonly note: (line: string) => void },
): Promise<Engine> {
  const { common } = request;
  const backend = await openBackend(common, { given: { ...given, threads: common.threads }, note });
  const { name, precision } = backend;
  return { backend, request: { ...request, common: { ...common, backend: name, precision } } };
}
