import type { ReduceAttrs } from "../../../ops/sum.ts";
import { algorithm, argument, structBytes } from "../constants.ts";
import { outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

/** Sums and maxima over dimensions. */
export function lowerReduction(kind: "reductionSum" | "reductionMax"): Lower<ReduceAttrs> {
  return (context, node) => {
    const { engine } = context;
    const source = context.plain(node.inputs[0]!);
    const kept = source.layout.shape.map((extent, axis) =>
      node.attrs.axes.includes(axis) ? 1 : extent,
    );
    const reduced = engine.plain(kept);
    const { reduction } = engine.functions;
    const primitive = engine.primitive(structBytes.reduction, (descriptor) =>
      reduction(descriptor, algorithm[kind], source.layout.descriptor, reduced.descriptor, 0, 0),
    );
    if (!primitive) return false;
    const target = context.define(outputOf(node), engine.plain(node.outputs[0]!.shape));
    context.emit(kind, primitive, [
      [argument.src, source],
      [argument.dst, { ...target, layout: reduced }],
    ]);
    return true;
  };
}
