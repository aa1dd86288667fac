import fc from "fast-check";
import { describe, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { loadOnednnBackend } from "../../src/backends/onednn/onednn.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { BackendError } from "../../src/core/errors.ts";
import { testBackendContract } from "./backendContract.ts";
import { compareCase } from "./compare.ts";
import { printable } from "./runCase.ts";
import { bf16Suites, suites } from "./suites.ts";

const loaded = load();

describe.skipIf(typeof loaded === "string")(
  `onednn${typeof loaded === "string" ? ` (${loaded})` : ""}`,
  () => {
    const backend = loaded as Backend;
    const reference = makeReferenceBackend();

    testBackendContract(backend);

    for (const { title, op, cases } of suites) {
      test(`${title} agrees with the reference`, () => {
        fc.assert(
          fc.property(printable(cases), (opCase) =>
            compareCase({ backend, reference }, op, opCase),
          ),
          { numRuns: 30, seed: 1 },
        );
      });
    }

    describe.skipIf(backend.bf16 === "none")("in bf16", () => {
      for (const { title, op, cases } of bf16Suites) {
        test(`${title} agrees with the reference`, () => {
          fc.assert(
            fc.property(printable(cases), (opCase) =>
              compareCase({ backend, reference }, op, opCase),
            ),
            { numRuns: 20, seed: 1 },
          );
        });
      }
    });
  },
);

/** The backend, or why there is none. */
function load(): Backend | string {
  try {
    return loadOnednnBackend();
  } catch (error) {
    if (error instanceof BackendError) return error.message;
    throw error;
  }
}
