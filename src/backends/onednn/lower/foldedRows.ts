import type { Shape } from "../../../core/shape.ts";
import { stridesOf } from "../../../core/shape.ts";
import type { Engine, Layout } from "../engine.ts";
import type { Lowering } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import type { Convolution } from "./convolutionShapes.ts";

/*
 * A convolution with few output channels leaves most lanes of the vector registers empty: 6 of 16 in LeNet-5's C1. Two
 * neighbouring rows of the output can be had as 2·O channels of one row, from a kernel that is one row taller and
 * moves by two rows at a time: its first O filters are the weight with a row of zeros below, the others with one above.
 *
 *   y[n, o, 2i + p, w]  =  folded[n, p·O + o, i, w],   p = 0, 1
 *
 * In memory the folded image is [N, H/2, W, 2, O]. Elementwise work does not see the difference, and 2×2 pooling becomes
 * pooling over 4 neighbours in a row. docs/decisions/003-lowering-lenet5.md has the figures.
 */

/** Vector registers hold 16 numbers. */
const lanes = 16;

/** Whether a convolution's output can, and should, have its rows folded; in bf16 nobody has measured that it pays. */
export function canFoldRows({ y, stride, dilation, groups, dtype }: Convolution): boolean {
  const [, channels, height] = y;
  const isDense = [...stride, ...dilation].every((step) => step === 1) && groups === 1;
  return dtype === "f32" && isDense && 2 * channels! <= lanes && height! % 2 === 0;
}

/** The convolution that computes the folded output. */
export function foldRows(own: Convolution): Convolution {
  const [n, o, h, w] = own.y;
  const [, c, kernelHeight, kernelWidth] = own.weight;
  return {
    ...own,
    weight: [2 * o!, c!, kernelHeight! + 1, kernelWidth!],
    y: [n!, 2 * o!, h! / 2, w!],
    stride: [2, 1],
    isFolded: true,
  };
}

/** The taller kernel twice over, around the weight as it is now. */
export function foldWeight(context: Lowering, weight: Placed, folded: Shape): Placed {
  const target = context.constant(context.engine.plain(folded), 0);
  for (const half of halves(context.engine, weight.layout.shape, target)) {
    context.copy(weight, half);
  }
  return target;
}

/** Both halves of a folded weight's gradient added up. */
export function unfoldWeightGradient(context: Lowering, folded: Placed, target: Placed): void {
  const [first, second] = halves(context.engine, target.layout.shape, folded);
  context.copy(first!, target);
  context.copy(second!, target, { postOps: [{ kind: "sum" }] });
}

/** The bias once for each of the two rows. */
export function foldBias(context: Lowering, bias: Placed): Placed {
  const { engine } = context;
  const [channels] = bias.layout.shape;
  const target = context.room(engine.plain([2 * channels!]));
  const repeated = engine.strided([2, channels!], "f32", [0, 1]);
  context.copy({ ...bias, layout: repeated }, { ...target, layout: engine.plain([2, channels!]) });
  return target;
}

/** The two places of a weight inside its folded form. */
function halves(engine: Engine, weight: Shape, folded: Placed): Placed[] {
  const strides = stridesOf(folded.layout.shape);
  const layout: Layout = engine.strided(weight, "f32", strides);
  const [outChannels] = weight;
  const second = 4 * (outChannels! * strides[0]! + strides[2]!);
  return [0, second].map((offset) => ({ ...folded, offset: folded.offset + offset, layout }));
}
