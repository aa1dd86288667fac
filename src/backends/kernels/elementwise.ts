import type { Kernel, Tensor } from "../../graph/kernel.ts";
import type { NoAttrs } from "../../ops/shapeRules.ts";
import { broadcastOffset, rowLength } from "./offsets.ts";

/** The kernel that applies a function of one number to every element. */
export function unary<Attrs>(f: (x: number, attrs: Attrs) => number): Kernel<Attrs> {
  return (inputs, outputs, attrs) => {
    const x = inputs[0]!.data;
    const y = outputs[0]!.data;
    for (let i = 0; i < y.length; i++) y[i] = f(x[i]!, attrs);
  };
}

/** The kernel that applies a function of two numbers to every pair of elements, with broadcasting. */
export function binary(f: (a: number, b: number) => number): Kernel<NoAttrs> {
  return (inputs, outputs) => {
    const a = inputs[0]!;
    const b = inputs[1]!;
    const y = outputs[0]!;
    const aStep = flatStep(a, y);
    const bStep = flatStep(b, y);
    if (aStep === null || bStep === null) return byRows(f, [a, b], y);
    for (let i = 0; i < y.data.length; i++) y.data[i] = f(a.data[i * aStep]!, b.data[i * bStep]!);
  };
}

/** The step from element to element that reads all of an operand in y's order, 0 for a scalar; null where none does. */
function flatStep(operand: Tensor, y: Tensor): 0 | 1 | null {
  if (operand.data.length === y.data.length) return 1;
  return operand.data.length === 1 ? 0 : null;
}

function byRows(
  f: (a: number, b: number) => number,
  [a, b]: readonly [Tensor, Tensor],
  y: Tensor,
): void {
  const length = rowLength(y.shape);
  const aStep = rowLength(a.shape) === 1 ? 0 : 1;
  const bStep = rowLength(b.shape) === 1 ? 0 : 1;
  for (let row = 0; row < y.data.length; row += length) {
    const aRow = broadcastOffset(row, y.shape, a.shape);
    const bRow = broadcastOffset(row, y.shape, b.shape);
    for (let i = 0; i < length; i++) {
      y.data[row + i] = f(a.data[aRow + i * aStep]!, b.data[bRow + i * bStep]!);
    }
  }
}
