import { argument } from "./constants.ts";
import type { PrimitiveStep, Step } from "./lowering.ts";
import type { Placed } from "./regions.ts";

/**
 * Gives results the memory of operands that nothing reads any more: activations, sums and their gradients then need no
 * room of their own, and find in the cache what they write over.
 */
export function overwriteOperands(steps: readonly Step[]): void {
  steps.forEach((step, index) => {
    if (step.kind === "host" || !step.overwrites) return;
    const result = resultOf(step);
    const from = step.overwrites.buffer.root;
    const to = result.buffer.root;
    const isFree = !from.external && from.last === index && step.overwrites.offset === 0;
    const isFresh = !to.external && to.first === index && result.offset === 0;
    const fits = from !== to && from.bytes === to.bytes;
    if (fits && isFree && isFresh && isReadInStep(step, step.overwrites)) to.join(from);
  });
}

/** Whether a step copies a tensor onto itself: its result was given the operand's memory, and there is nothing to do. */
export function isIdle(step: Step): boolean {
  if (step.kind === "host" || step.name !== "reorder" || !step.overwrites) return false;
  const [[, from], [, to]] = step.tensors as [[number, Placed], [number, Placed]];
  return from.buffer.root === to.buffer.root && from.offset === to.offset;
}

/**
 * Whether a step reads an operand's memory as that operand only. A part of it beside, such as one element that is
 * stretched over the whole, would be read after some of it is written over.
 */
function isReadInStep({ tensors }: PrimitiveStep, own: Placed): boolean {
  return tensors.every(
    ([, { buffer, offset, layout }]) =>
      buffer.root !== own.buffer.root ||
      (offset === own.offset && layout.bytes === own.layout.bytes),
  );
}

/** A gradient where there is one: primitives that compute it may read the forward result. */
function resultOf({ tensors }: PrimitiveStep): Placed {
  const written = [argument.diffSrc, argument.dst] as const;
  const [, result] = written.flatMap((own) => tensors.filter(([index]) => index === own))[0]!;
  return result;
}
