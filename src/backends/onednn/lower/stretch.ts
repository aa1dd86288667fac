import { sameShape, stridesOf } from "../../../core/shape.ts";
import type { Node, TensorType, Value } from "../../../graph/node.ts";
import type { BroadcastToAttrs } from "../../../ops/sum.ts";
import type { Layout } from "../engine.ts";
import { type Lowering, outputOf } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import type { Lower } from "./lower.ts";

/** Repeats x, right in the layout in which it will be met by another operand. */
export const lowerBroadcastTo: Lower<BroadcastToAttrs> = (context, node) => {
  const y = outputOf(node);
  const { shape, dtype } = y.type;
  const wanted = context.wanted(y);
  const layout = wanted && isAsTyped(wanted, y.type) ? wanted : context.engine.plain(shape, dtype);
  stretch(context, node.inputs[0]!, context.define(y, layout));
  return true;
};

/** The layout of the operand that has the result's shape, or plain. */
export function layoutForAll<Attrs>(context: Lowering, { inputs, outputs }: Node<Attrs>): Layout {
  const { shape, dtype } = outputs[0]!;
  const whole = inputs.find(({ type }) => sameShape(type.shape, shape));
  const home = whole && context.layoutOf(whole);
  return home && isAsTyped(home, whole.type) ? home : context.engine.plain(shape, dtype);
}

/** Whether a layout's descriptor has the value's own shape: folded rows and groups of weights have others. */
export function isAsTyped({ shape, folded }: Layout, type: TensorType): boolean {
  return !folded && sameShape(shape, type.shape);
}

/** An operand in a layout of the result's shape: reordered or, where it has another shape, stretched. */
export function stretchedTo(context: Lowering, operand: Value, layout: Layout): Placed {
  if (sameShape(operand.type.shape, layout.shape)) return context.in(operand, layout);
  const stretched = context.room(layout);
  stretch(context, operand, stretched);
  return stretched;
}

/** Fills a tensor with a value that broadcasting stretches to its shape: a reorder that moves by 0 where it repeats. */
function stretch(context: Lowering, value: Value, target: Placed): void {
  const { engine } = context;
  const source = context.plain(value);
  const to = asMatrix(context, target);
  const { shape } = to.layout;
  const own = value.type.shape;
  const lead = shape.length - own.length;
  const steps = stridesOf(own);
  const strides = shape.map((_, axis) => ((own[axis - lead] ?? 1) === 1 ? 0 : steps[axis - lead]!));
  const layout = engine.strided(shape, source.layout.dtype, strides);
  context.copy({ ...source, layout }, to);
}

/** A vector as a matrix of one row: oneDNN fills vectors 7 times more slowly. */
function asMatrix({ engine }: Lowering, target: Placed): Placed {
  const { shape, dtype } = target.layout;
  return shape.length > 1 ? target : { ...target, layout: engine.plain([1, ...shape], dtype) };
}
