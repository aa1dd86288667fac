import type { BatchNormAttrs } from "../../ops/batchNorm.ts";
import type { LayerNormAttrs } from "../../ops/layerNorm.ts";
import type { Exporter } from "../exporter.ts";

/** ONNX takes the operands in the same order. */
export const batchNormEval: Exporter<BatchNormAttrs> = (builder, { inputs, attrs }) =>
  builder.add(
    "BatchNormalization",
    inputs.map(({ name }) => name),
    { epsilon: { float: attrs.epsilon } },
  );

/** ONNX cannot leave the scale out. */
export const layerNorm: Exporter<LayerNormAttrs> = (
  builder,
  { inputs: [x, ...trained], attrs },
) => {
  const columns = Number(x!.shape.at(-1));
  const ones = () =>
    builder.tensor("ones", {
      type: "float",
      data: new Float32Array(columns).fill(1),
      shape: [columns],
    });
  const scaleAndShift = trained.length > 0 ? trained.map(({ name }) => name) : [ones()];
  return builder.add("LayerNormalization", [x!.name, ...scaleAndShift], {
    axis: { int: -1 },
    epsilon: { float: attrs.epsilon },
  });
};
