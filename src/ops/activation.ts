import { GraphError } from "../core/errors.ts";

/**
 * Functions that a convolution or linear layer may apply to its result in the same pass over memory.
 * Networks write them as ops of their own; `passes/fuseActivation` moves them here after differentiation.
 *
 * @source own design
 */
export type FusedActivation = "none" | "relu" | "tanh" | "sigmoid";

/**
 * Guards the gradient rules of operations that may carry a fused activation: the rules know the operation alone.
 *
 * @throws {GraphError} when a fused node is differentiated
 */
export function checkUnfused(name: string, activation: FusedActivation): void {
  if (activation !== "none") {
    throw new GraphError(
      `Cannot differentiate "${name}" with a fused ${activation}: fusing comes after differentiation`,
    );
  }
}
