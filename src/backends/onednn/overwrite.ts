import type { Step } from "./lowering.ts";
import type { Placed } from "./regions.ts";

/**
 * Gives results the memory of operands that nothing reads any more: activations, sums and their gradients then need no
 * room of their own, and find in the cache what they write over.
 */
export function overwriteOperands(steps: readonly Step[]): void {
  steps.forEach((step, index) => {
    if (step.kind === "host" || !step.overwrites) return;
    const [, result] = step.tensors.at(-1)!;
    const from = step.overwrites.buffer.root;
    const to = result.buffer.root;
    const isFree = !from.external && from.last === index && step.overwrites.offset === 0;
    const isFresh = !to.external && to.first === index && result.offset === 0;
    if (from !== to && isFree && isFresh && from.bytes === to.bytes) to.join(from);
  });
}

/** Whether a step copies a tensor onto itself: its result was given the operand's memory, and there is nothing to do. */
export function isIdle(step: Step): boolean {
  if (step.kind === "host" || step.name !== "reorder" || !step.overwrites) return false;
  const [[, from], [, to]] = step.tensors as [[number, Placed], [number, Placed]];
  return from.buffer.root === to.buffer.root && from.offset === to.offset;
}
