import { sizeOf } from "../../../core/shape.ts";
import type { Kernel } from "../../../graph/kernel.ts";
import type { NoAttrs } from "../../../ops/shapeRules.ts";
import { where } from "../../kernels/where.ts";
import { outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";
import { layoutForAll, stretchedTo } from "./stretch.ts";

/**
 * A loop over numbers in the order in which they lie, whatever that is, as long as it is the same for all and without
 * padding. oneDNN has nothing that chooses, and a product with 0 would let NaN through.
 */
export const lowerWhere: Lower<NoAttrs> = (context, node) => {
  const { inputs, outputs, attrs } = node;
  const { shape } = outputs[0]!;
  if (inputs.some(({ type }) => type.dtype !== "f32")) return false;
  const plain = context.engine.plain(shape);
  const common = layoutForAll(context, node);
  const layout = common.bytes === plain.bytes ? common : plain;
  const operands = inputs.map((input) =>
    sizeOf(input.type.shape) === 1 ? context.plain(input) : stretchedTo(context, input, layout),
  );
  context.emitLoop("where", where as Kernel<unknown>, {
    inputs: operands,
    outputs: [context.define(outputOf(node), layout)],
    attrs,
  });
  return true;
};
