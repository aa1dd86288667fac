import type { Backend, Precision } from "../backends/backend.ts";
import { inBf16 } from "../backends/inBf16.ts";
import { BackendError } from "../core/errors.ts";
import type { GivenSettings } from "../core/settings.ts";
import type { BackendSettings } from "../experiments/commonKeys.ts";

export interface OpenBackendOptions {
  /** What was typed: a backend that was asked for by name is not replaced by another. */
  readonly given: GivenSettings;
  readonly note: (line: string) => void;
  /** Whether f32 is no substitute for bf16: a run that is gone on with would become another one. */
  readonly keepsPrecision?: boolean;
}

/**
 * The backend that was asked for, in the precision that was asked for; where nothing was asked for and oneDNN is not
 * there, the reference backend, and where the machine has nothing for bf16, f32. Either is said in one line.
 *
 * @throws {BackendError} when oneDNN was asked for and cannot be loaded, or the precision cannot be had and has to be kept
 */
export async function openBackend(
  settings: BackendSettings,
  options: OpenBackendOptions,
): Promise<Backend> {
  return inPrecision(await openPlain(settings, options), settings.precision, options);
}

/**
 * The backend in a precision, and a warning where that gains nothing or cannot be had.
 *
 * @throws {BackendError} when it cannot be had and has to be kept
 */
export function inPrecision(
  backend: Backend,
  precision: Precision,
  { note, keepsPrecision = false }: Pick<OpenBackendOptions, "note" | "keepsPrecision">,
): Backend {
  if (precision === "f32") return backend;
  if (backend.bf16 === "emulated") {
    note(`bf16 is emulated by ${backend.description}: the numbers are right, but come no faster`);
  }
  try {
    return inBf16(backend);
  } catch (error) {
    if (keepsPrecision || !(error instanceof BackendError)) throw error;
    note(`${error.message}; going on in f32`);
    return backend;
  }
}

async function openPlain(
  { backend, threads, convolution }: BackendSettings,
  { given, note }: OpenBackendOptions,
): Promise<Backend> {
  if (backend === "reference") return openReference();
  const { loadOnednnBackend } = await import("../backends/onednn/onednn.ts");
  try {
    // Without a word about threads the library itself looks at OMP_NUM_THREADS.
    return loadOnednnBackend({ convolution, ...("threads" in given ? { threads } : {}) });
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
