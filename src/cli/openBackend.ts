import type { Backend } from "../backends/backend.ts";
import { BackendError } from "../core/errors.ts";
import type { GivenSettings } from "../studies/settings.ts";
import type { BackendSettings } from "./commonKeys.ts";

export interface OpenBackendOptions {
  /** What was typed: a backend that was asked for by name is not replaced by another. */
  readonly given: GivenSettings;
  readonly note: (line: string) => void;
}

/**
 * The backend that was asked for; where nothing was asked for and oneDNN is not there, the reference backend, which is
 * said in one line.
 *
 * @throws {BackendError} when oneDNN was asked for and cannot be loaded
 */
export async function openBackend(
  { backend, threads }: BackendSettings,
  { given, note }: OpenBackendOptions,
): Promise<Backend> {
  if (backend === "reference") return openReference();
  const { loadOnednnBackend } = await import("../backends/onednn/onednn.ts");
  try {
    // Without a word about threads the library itself looks at OMP_NUM_THREADS.
    return loadOnednnBackend("threads" in given ? { threads } : {});
  } catch (error) {
    if (!(error instanceof BackendError) || "backend" in given) throw error;
    note(`${error.message}; going on with the reference backend, which is slow`);
    return openReference();
  }
}

async function openReference(): Promise<Backend> {
  const { makeReferenceBackend } = await import("../backends/reference/reference.ts");
  return makeReferenceBackend();
}
