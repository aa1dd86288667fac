import { stridesOf } from "../../../core/shape.ts";
import type { ReshapeAttrs } from "../../../ops/reshape.ts";
import type { TransposeAttrs } from "../../../ops/transpose.ts";
import { outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

/** No step: the same memory under another shape. */
export const lowerReshape: Lower<ReshapeAttrs> = (context, node) => {
  const source = context.plain(node.inputs[0]!);
  const layout = context.engine.plain(node.attrs.shape, source.layout.dtype);
  context.alias(outputOf(node), { ...source, layout });
  return true;
};

/** No step: the same tensor, however it lies. */
export const lowerSame: Lower<unknown> = (context, node) => {
  context.alias(outputOf(node), context.home(node.inputs[0]!));
  return true;
};

/** A reorder from permuted strides. */
export const lowerTranspose: Lower<TransposeAttrs> = (context, node) => {
  const { engine } = context;
  const source = context.plain(node.inputs[0]!);
  const { shape, dtype } = node.outputs[0]!;
  const strides = stridesOf(source.layout.shape);
  const permuted = engine.strided(
    shape,
    dtype,
    node.attrs.permutation.map((axis) => strides[axis]!),
  );
  const target = context.define(outputOf(node), engine.plain(shape, dtype));
  context.copy({ ...source, layout: permuted }, target);
  return true;
};
