import type { MatmulAttrs } from "../../ops/matmul.ts";
import type { OnnxBuilder, ValueName } from "../builder.ts";
import type { Exporter, Operand } from "../exporter.ts";

/** The weight stays as it is, [O, I], and is transposed by an attribute. */
export const linear: Exporter<unknown> = (builder, { inputs }) =>
  builder.add(
    "Gemm",
    inputs.map(({ name }) => name),
    { transB: { int: 1 } },
  );

/** ONNX knows no transposed operands here. */
export const matmul: Exporter<MatmulAttrs> = (builder, { inputs: [a, b], attrs }) =>
  builder.add("MatMul", [
    attrs.transposeA ? transposed(builder, a!) : a!.name,
    attrs.transposeB ? transposed(builder, b!) : b!.name,
  ]);

/** The last two dimensions exchanged. */
function transposed(builder: OnnxBuilder, { name, shape }: Operand): ValueName {
  const axes = shape.map((_, axis) => axis);
  const permutation = [...axes.slice(0, -2), axes.length - 1, axes.length - 2];
  return builder.add("Transpose", [name], { perm: { ints: permutation } });
}
