import { bytesPerElement } from "../../core/dtype.ts";
import { showShape } from "../../core/shape.ts";
import type { LiveValue } from "../backend.ts";
import type { Step } from "./lowering.ts";
import type { Buffer, Placed } from "./regions.ts";

/** What is alive at the step at which most bytes are, the largest first. */
export function peakOf(steps: readonly Step[], buffers: readonly Buffer[]): LiveValue[] {
  const sizes = new Float64Array(steps.length + 1);
  for (const { first, last, bytes } of buffers) {
    for (let step = first; step <= last; step++) sizes[step]! += bytes;
  }
  const fullest = sizes.reduce((most, size, step) => (size > sizes[most]! ? step : most), 0);
  const makers = makersOf(steps);
  return buffers
    .filter(({ first, last }) => first <= fullest && fullest <= last)
    .map((buffer) => ({ bytes: buffer.bytes, ...makers.get(buffer)! }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** The first step that touches a buffer is the one that makes what is in it. */
function makersOf(steps: readonly Step[]): Map<Buffer, Omit<LiveValue, "bytes">> {
  const makers = new Map<Buffer, Omit<LiveValue, "bytes">>();
  for (const step of steps) {
    for (const { buffer, layout } of touchedBy(step)) {
      if (makers.has(buffer.root)) continue;
      makers.set(buffer.root, makerOf(step, { buffer, layout }));
    }
  }
  return makers;
}

/** What made a buffer; of values that were put together, such as the vector of all gradients, only the number tells. */
function makerOf(
  { name, layer }: Step,
  { buffer, layout }: Pick<Placed, "buffer" | "layout">,
): Omit<LiveValue, "bytes"> {
  return layout.bytes === buffer.root.bytes
    ? { name, layer, shape: showShape(layout.shape) }
    : {
        name: "concat",
        layer: undefined,
        shape: showShape([buffer.root.bytes / bytesPerElement[layout.dtype]]),
      };
}

/** All tensors that a step reads or writes. */
export function touchedBy(step: Step): readonly Placed[] {
  return step.kind === "host"
    ? [...step.inputs, ...step.outputs]
    : step.tensors.map(([, placed]) => placed);
}
