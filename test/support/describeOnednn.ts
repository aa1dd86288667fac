import { describe, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { loadOnednnBackend } from "../../src/backends/onednn/onednn.ts";
import { BackendError } from "../../src/core/errors.ts";

const loaded = load();

/** Tests on oneDNN with one thread; where it is not there none is even made, and the title says why. */
export function describeOnednn(title: string, tests: (backend: Backend) => void): void {
  if (typeof loaded === "string") {
    describe.skip(`${title} on oneDNN (${loaded})`, () => test.todo("needs oneDNN"));
  } else {
    describe(`${title} on oneDNN`, () => tests(loaded));
  }
}

/** The backend, or why there is none. */
function load(): Backend | string {
  try {
    return loadOnednnBackend({ threads: 1 });
  } catch (error) {
    if (error instanceof BackendError) return error.message;
    throw error;
  }
}
