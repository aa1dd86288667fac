import type { CumsumAttrs } from "../../ops/cumsum.ts";
import type { ReduceAttrs } from "../../ops/sum.ts";
import type { Exporter } from "../exporter.ts";
import { castTo } from "./elementwise.ts";

/** Which dimensions are summed is an input in ONNX. */
export const sum: Exporter<ReduceAttrs> = (builder, { inputs: [x], attrs: { axes, keepDims } }) =>
  builder.add("ReduceSum", [x!.name, builder.integers(axes)], {
    keepdims: { int: keepDims ? 1 : 0 },
  });

/** Which dimensions are compared is still an attribute in set 17. */
export const max: Exporter<ReduceAttrs> = (builder, { inputs: [x], attrs: { axes, keepDims } }) =>
  builder.add("ReduceMax", [x!.name], {
    axes: { ints: axes },
    keepdims: { int: keepDims ? 1 : 0 },
  });

/** ONNX counts in int64. */
export const argMax: Exporter<unknown> = (builder, { inputs: [x] }) => {
  const attributes = { axis: { int: -1 }, keepdims: { int: 0 } };
  return castTo("int32", builder, builder.add("ArgMax", [x!.name], attributes));
};

/** The dimension is an input without dimensions. */
export const cumsum: Exporter<CumsumAttrs> = (builder, { inputs: [x], attrs }) => {
  const data = BigInt64Array.of(BigInt(attrs.axis));
  const axis = builder.tensor("axis", { type: "int64", data, shape: [] });
  return builder.add("CumSum", [x!.name, axis], {
    exclusive: { int: attrs.exclusive ? 1 : 0 },
    reverse: { int: attrs.reverse ? 1 : 0 },
  });
};

/** An operator over the last dimension. */
export function alongLast(type: string): Exporter<unknown> {
  return (builder, { inputs: [x] }) => builder.add(type, [x!.name], { axis: { int: -1 } });
}
