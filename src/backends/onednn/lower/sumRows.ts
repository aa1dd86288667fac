import { BackendError } from "../../../core/errors.ts";
import { sizeOf } from "../../../core/shape.ts";
import { argument } from "../constants.ts";
import type { Lowering } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import { matmulPrimitive } from "./matmul.ts";

/**
 * Sums a dense matrix [rows, columns] over its rows as a product with a row of ones: oneDNN's reductions and the bias
 * gradients of its convolutions are several times slower than its matrix product.
 */
export function sumRows(context: Lowering, matrix: Placed, target: Placed): void {
  const { engine } = context;
  const columns = sizeOf(target.layout.shape);
  const rows = sizeOf(matrix.layout.shape) / columns;
  const { dtype } = matrix.layout;
  const left = engine.plain([1, rows], dtype);
  const right = engine.plain([rows, columns], dtype);
  const result = engine.plain([1, columns]);
  const primitive = matmulPrimitive(engine, { left, right, result });
  if (!primitive) {
    throw new BackendError(
      `Cannot sum ${rows} rows of ${columns}: oneDNN has no matrix product for them, needs the reference backend`,
    );
  }
  context.emit("sumRows", primitive, [
    [argument.src, context.constant(left, 1)],
    [argument.weights, { ...matrix, layout: right }],
    [argument.dst, { ...target, layout: result }],
  ]);
}
