import { BackendError } from "../core/errors.ts";
import { mixedPrecision } from "../passes/mixedPrecision.ts";
import type { Backend } from "./backend.ts";

/**
 * The same backend, which computes every graph in mixed precision.
 *
 * @throws {BackendError} when it cannot
 */
export function inBf16(backend: Backend): Backend {
  if (backend.bf16 === "none") {
    throw new BackendError(
      `Cannot compute in bf16: ${backend.description} has no operations on it, needs AVX-512`,
    );
  }
  return {
    ...backend,
    description: `${backend.description}, bf16`,
    precision: "bf16",
    inF32: backend,
    compile: (graph, states) => backend.compile(mixedPrecision(graph), states),
  };
}
