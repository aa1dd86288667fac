import { sizeOf } from "../../../core/shape.ts";
import type { Node } from "../../../graph/node.ts";
import type { ReduceAttrs } from "../../../ops/sum.ts";
import { algorithm, argument, structBytes } from "../constants.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import type { Lower } from "./lower.ts";
import { matmulPrimitive } from "./matmul.ts";
import { type MemoryDimension, memoryOrder } from "./memoryOrder.ts";
import { isAsTyped } from "./stretch.ts";

/*
 * oneDNN's reductions are fast over the end of memory and reference code, 200 times slower, elsewhere. So one stretch of
 * memory is reduced after the other, the last one first: the end by that primitive, a sum over another stretch as a
 * product with ones, a maximum over another after turning it to the end.
 */

type Kind = "reductionSum" | "reductionMax";

/** Sums and maxima over dimensions, of images in whatever layout they lie. */
export function lowerReduction(kind: Kind): Lower<ReduceAttrs> {
  return (context, node) => {
    const y = outputOf(node);
    if (y.type.dtype !== "f32") return false;
    const plain = context.engine.plain(y.type.shape);
    const operand = operandOf(context, node);
    const folds = foldsOf(stretchesOf(operand.order, node.attrs.axes));
    let from: Placed = operand.placed;
    if (folds.length === 0) context.alias(y, { ...from, layout: plain });
    for (const [index, { outer, count, inner }] of folds.entries()) {
      const isLast = index === folds.length - 1;
      const to = emitFold(context, {
        ...{ kind, from, outer, count, inner },
        target: () =>
          isLast ? context.define(y, plain) : context.room(context.engine.plain([outer * inner])),
      });
      if (!to) return false;
      from = to;
    }
    return true;
  };
}

/** x where it lies, if what is left of it will lie in the order of its axes, else plain. */
function operandOf(context: Lowering, { inputs, attrs }: Node<ReduceAttrs>) {
  const [x] = inputs;
  const placed = context.home(x!);
  const isOwn = isAsTyped(placed.layout, x!.type);
  const order = isOwn ? memoryOrder(context.engine, placed.layout) : null;
  const kept = order?.filter(({ axis, extent }) => extent !== 1 && !attrs.axes.includes(axis));
  const isOrdered = kept?.every(({ axis }, at) => at === 0 || kept[at - 1]!.axis <= axis);
  if (order && isOrdered) return { placed, order };
  const plain = context.plain(x!);
  return { placed: plain, order: memoryOrder(context.engine, plain.layout)! };
}

/** Neighbouring dimensions that are all reduced, or all kept. */
interface Stretch {
  readonly extent: number;
  readonly isReduced: boolean;
}

function stretchesOf(order: readonly MemoryDimension[], axes: readonly number[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { axis, extent } of order) {
    if (extent === 1) continue;
    const isReduced = axes.includes(axis);
    const last = stretches.at(-1);
    if (last?.isReduced === isReduced) stretches.pop();
    stretches.push({
      extent: extent * (last?.isReduced === isReduced ? last.extent : 1),
      isReduced,
    });
  }
  const end = stretches.at(-1);
  return end?.isReduced ? [...stretches.slice(0, -1), ...parts(end)] : stretches;
}

/** A long end in two, so that threads share it and its sum is rounded in 1e-6 of its size at most. */
function parts({ extent, isReduced }: Stretch): Stretch[] {
  for (let part = 4096; part < extent && part >= 64; part--) {
    if (extent % part === 0)
      return [extent / part, part].map((own) => ({ extent: own, isReduced }));
  }
  return [{ extent, isReduced }];
}

/** The middle of a tensor [outer, count, inner] is reduced. */
interface Fold {
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
}

function foldsOf(stretches: readonly Stretch[]): Fold[] {
  const at = stretches.findLastIndex(({ isReduced }) => isReduced);
  if (at < 0) return [];
  const size = (own: readonly Stretch[]) => sizeOf(own.map(({ extent }) => extent));
  const fold = {
    outer: size(stretches.slice(0, at)),
    count: stretches[at]!.extent,
    inner: size(stretches.slice(at + 1)),
  };
  return [fold, ...foldsOf(stretches.toSpliced(at, 1))];
}

interface FoldStep extends Fold {
  readonly kind: Kind;
  readonly from: Placed;
  target(): Placed;
}

/** Emits the steps of a fold and gives its result; null where oneDNN has no primitive. */
function emitFold(context: Lowering, step: FoldStep): Placed | null {
  if (step.inner === 1) return foldEnd(context, step);
  if (step.kind === "reductionSum") return sumMiddle(context, step);
  const { engine } = context;
  const { from, outer, count, inner } = step;
  const strides = [count * inner, 1, inner];
  const turned = context.room(engine.plain([outer, inner, count]));
  context.copy({ ...from, layout: engine.strided([outer, inner, count], "f32", strides) }, turned);
  return foldEnd(context, { ...step, from: turned, outer: outer * inner });
}

function foldEnd(context: Lowering, { kind, from, outer, count, target }: FoldStep): Placed | null {
  const { engine } = context;
  const source = engine.plain([outer, count]);
  const result = engine.plain([outer, 1]);
  const { reduction } = engine.functions;
  const primitive = engine.primitive(structBytes.reduction, (descriptor) =>
    reduction(descriptor, algorithm[kind], source.descriptor, result.descriptor, 0, 0),
  );
  if (!primitive) return null;
  const to = target();
  context.emit(kind, primitive, [
    [argument.src, { ...from, layout: source }],
    [argument.dst, { ...to, layout: result }],
  ]);
  return to;
}

function sumMiddle(context: Lowering, { from, outer, count, inner, target }: FoldStep) {
  const { engine } = context;
  const left = engine.plain([1, 1, count]);
  const right = engine.plain([outer, count, inner]);
  const result = engine.plain([outer, 1, inner]);
  const primitive = matmulPrimitive(engine, { left, right, result });
  if (!primitive) return null;
  const to = target();
  context.emit("reductionSum", primitive, [
    [argument.src, context.constant(left, 1)],
    [argument.weights, { ...from, layout: right }],
    [argument.dst, { ...to, layout: result }],
  ]);
  return to;
}
