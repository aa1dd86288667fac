import type { Backend } from "../backends/backend.ts";
import type { TrainingRequest } from "../experiments/trainingRequest.ts";
import { type OpenBackendOptions, openBackend } from "./openBackend.ts";

/** What computes, and a request that says so. */
export interface Engine {
  readonly backend: Backend;
  readonly request: TrainingRequest;
}

/**
 * Opens what a training is to be computed by. What it came to stands in the request afterwards: a run that is gone on with
 * needs the same library, precision and number of threads for the same bits.
 *
 * @throws {BackendError} as `openBackend` does
 */
export async function openEngine(
  request: TrainingRequest,
  { given, ...options }: OpenBackendOptions,
): Promise<Engine> {
  const { common } = request;
  const { threads } = common;
  const backend = await openBackend(common, { ...options, given: { ...given, threads } });
  const { name, precision } = backend;
  return { backend, request: { ...request, common: { ...common, backend: name, precision } } };
}
