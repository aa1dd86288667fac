import type { ConcatAttrs } from "../../ops/concat.ts";
import type { GatherAttrs } from "../../ops/gather.ts";
import type { PadAttrs, SliceAttrs } from "../../ops/pad.ts";
import type { TransposeAttrs } from "../../ops/transpose.ts";
import type { Exporter } from "../exporter.ts";
import { type Extent, extentsOf, sameExtent } from "../extents.ts";

/** The same elements in the same order: ONNX has it, too. */
export const reshape: Exporter<unknown> = (builder, { inputs: [x], shape }) =>
  builder.reshape(x!.name, shape);

/** Repetition along extents of 1. */
export const broadcastTo: Exporter<unknown> = (builder, { inputs: [x], shape }) =>
  builder.expand(x!.name, { from: x!.shape, to: shape });

/** A permutation, where it changes the order. */
export const transpose: Exporter<TransposeAttrs> = (builder, { inputs: [x], attrs }) => {
  const isSame = attrs.permutation.every((from, axis) => from === axis);
  return isSame
    ? x!.name
    : builder.add("Transpose", [x!.name], { perm: { ints: attrs.permutation } });
};

/** Parts laid one after the other. */
export const concat: Exporter<ConcatAttrs> = (builder, { inputs, attrs }) =>
  builder.add(
    "Concat",
    inputs.map(({ name }) => name),
    { axis: { int: attrs.axis } },
  );

/** Zeros around a value. ONNX has all that come before first. */
export const pad: Exporter<PadAttrs> = (builder, { inputs: [x], attrs: { padding } }) => {
  const sides = [...padding.map(([before]) => before), ...padding.map(([, after]) => after)];
  return builder.add("Pad", [x!.name, builder.integers(sides)]);
};

/** A box, given by its start and end along the dimensions that it does not fill. */
export const slice: Exporter<SliceAttrs> = (builder, call) => {
  const { inputs, shape, attrs, attrsOfLarger } = call;
  const starts = extentsOf(attrs.start, attrsOfLarger.start);
  const axes = shape.flatMap((extent, axis) =>
    sameExtent(extent, inputs[0]!.shape[axis]!) ? [] : [axis],
  );
  if (axes.length === 0) return inputs[0]!.name;
  const ends = axes.map((axis): Extent => {
    const start = starts[axis]!;
    const extent = shape[axis]!;
    if (start === 0) return extent;
    if (typeof start === "number" && typeof extent === "number") return start + extent;
    if (typeof start === "number" || typeof extent === "number") {
      return call.refuse("only its start or only its extent grows with the batch, needs both");
    }
    return { timesBatch: start.timesBatch + extent.timesBatch };
  });
  return builder.add("Slice", [
    inputs[0]!.name,
    builder.extents(axes.map((axis) => starts[axis]!)),
    builder.extents(ends),
    builder.integers(axes),
  ]);
};

/** A choice by indices that are known, as resizing and embeddings of fixed places make. */
export const gather: Exporter<GatherAttrs> = (builder, call) => {
  const [x, indices] = call.inputs;
  const { axis, batchDims } = call.attrs;
  const count = x!.shape[axis]!;
  if (batchDims > 0) call.refuse("every row has indices of its own, needs the same for all");
  // ONNX does not know indices outside, which give zeros here.
  const isInside = (index: number) => index >= 0 && index < Number(count);
  if (!indices!.data?.every(isInside)) {
    call.refuse("an index may lie outside, needs known ones that lie inside");
  }
  const known = builder.tensor("indices", {
    type: "int64",
    data: BigInt64Array.from([...indices!.data!].map(BigInt)),
    shape: indices!.shape.map(Number),
  });
  return builder.add("Gather", [x!.name, known], { axis: { int: axis } });
};
