import type { FloatDtype } from "../../../core/dtype.ts";
import type { Kernel } from "../../../graph/kernel.ts";
import type { Node } from "../../../graph/node.ts";
import type { Conv2dInputGradAttrs } from "../../../ops/conv2d.ts";
import { argument, query } from "../constants.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import { forwardConvolution } from "./convolutionPrimitives.ts";
import type { Convolution } from "./convolutionShapes.ts";
import { canFoldRows, foldRows } from "./foldedRows.ts";

/*
 * The input gradient of a convolution with stride 1 is a convolution of dy with the weight turned by 180° and its
 * channels exchanged, padded by what the kernel reaches beyond the padding:
 *
 *   dx[n, c, h, w] = Σ_o,i,j dy[n, o, h + top - (kH - 1) + i, w + left - (kW - 1) + j] · weight[o, c, kH-1-i, kW-1-j]
 *
 * With few input channels its rows can be folded (foldedRows.ts), which oneDNN's own backward primitive cannot.
 */

/** Writes that convolution where it can be folded; false where it cannot. */
export function lowerInputGradByForward(
  context: Lowering,
  node: Node<Conv2dInputGradAttrs>,
): boolean {
  const { engine } = context;
  const [dy, weight] = node.inputs;
  const own = turned(node);
  if (!own || !canFoldRows(own)) return false;
  const folded = foldRows(own);
  const primitive = forwardConvolution(engine, folded);
  if (!primitive) return false;
  const source = context.in(dy!, primitive.layout(query.src));
  const plainWeight = context.constant(engine.plain(folded.weight), 0);
  context.emitLoop("turnWeight", turnWeight, {
    inputs: [context.plain(weight!)],
    outputs: [plainWeight],
  });
  context.emit("conv2dInputGrad", primitive, [
    [argument.src, source],
    [argument.weights, context.asLayout(plainWeight, primitive.layout(query.weights))],
    [argument.dst, context.define(outputOf(node), engine.foldedRows(own.y))],
  ]);
  return true;
}

/** The convolution of dy that gives dx; null where a stride or a large padding forbids it. */
function turned({ inputs: [dy, weight], attrs }: Node<Conv2dInputGradAttrs>): Convolution | null {
  const [outChannels, inChannels, kernelHeight, kernelWidth] = weight!.type.shape;
  const reach = (kernel: number, [before, after]: readonly [number, number]) =>
    [kernel - 1 - before, kernel - 1 - after] as const;
  const rows = reach(kernelHeight!, attrs.padding[0]);
  const columns = reach(kernelWidth!, attrs.padding[1]);
  const isDense = [...attrs.stride, ...attrs.dilation].every((step) => step === 1);
  if (!isDense || attrs.groups !== 1 || [...rows, ...columns].some((count) => count < 0)) {
    return null;
  }
  return {
    ...attrs,
    x: dy!.type.shape,
    y: attrs.inputShape,
    weight: [inChannels!, outChannels!, kernelHeight!, kernelWidth!],
    padding: [rows, columns],
    hasBias: false,
    dtype: dy!.type.dtype as FloatDtype,
  };
}

/** Turns a weight by 180°, exchanges its channels and writes it into both halves of its folded form. */
const turnWeight: Kernel<unknown> = ([weight], [folded]) => {
  const [outChannels, inChannels, kernelHeight, kernelWidth] = weight!.shape;
  const plane = (kernelHeight! + 1) * kernelWidth!;
  const second = inChannels! * outChannels! * plane + kernelWidth!;
  let from = 0;
  for (let o = 0; o < outChannels!; o++) {
    for (let c = 0; c < inChannels!; c++) {
      let to = (c * outChannels! + o) * plane + kernelHeight! * kernelWidth! - 1;
      for (let k = kernelHeight! * kernelWidth!; k > 0; k--, to--) {
        const value = weight!.data[from++]!;
        folded!.data[to] = value;
        folded!.data[to + second] = value;
      }
    }
  }
};
