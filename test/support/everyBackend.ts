import type { Backend } from "../../src/backends/backend.ts";
import { loadOnednnBackend } from "../../src/backends/onednn/onednn.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { BackendError } from "../../src/core/errors.ts";

/** The reference, and oneDNN where it can be loaded, by name. */
export function everyBackend(): [string, Backend][] {
  const reference: [string, Backend] = ["reference", makeReferenceBackend()];
  try {
    return [reference, ["onednn", loadOnednnBackend()]];
  } catch (error) {
    if (error instanceof BackendError) return [reference];
    throw error;
  }
}
