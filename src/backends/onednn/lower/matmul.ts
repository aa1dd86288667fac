import { type Shape, stridesOf } from "../../../core/shape.ts";
import type { TensorType } from "../../../graph/node.ts";
import type { MatmulAttrs } from "../../../ops/matmul.ts";
import type { PostOp } from "../attributes.ts";
import { argument, structBytes } from "../constants.ts";
import type { Engine, Layout, Primitive } from "../engine.ts";
import { outputOf } from "../lowering.ts";
import type { Lower } from "./lower.ts";

/** Matrix products; a transposed operand is read with its strides exchanged. */
export const lowerMatmul: Lower<MatmulAttrs> = (context, node) => {
  const [a, b] = node.inputs;
  const { engine } = context;
  const operand = (type: TensorType, isTransposed: boolean) =>
    isTransposed ? transposed(engine, type) : engine.plain(type.shape, type.dtype);
  const [y] = node.outputs;
  const left = operand(a!.type, node.attrs.transposeA);
  const right = operand(b!.type, node.attrs.transposeB);
  const result = engine.plain(y!.shape, y!.dtype);
  const primitive = matmulPrimitive(engine, { left, right, result });
  if (!primitive) return false;
  context.emit("matmul", primitive, [
    [argument.src, { ...context.plain(a!), layout: left }],
    [argument.weights, { ...context.plain(b!), layout: right }],
    [argument.dst, context.define(outputOf(node), result)],
  ]);
  return true;
};

/** How the operands and the result of a matrix product lie. */
export interface MatmulLayouts {
  readonly left: Layout;
  readonly right: Layout;
  readonly bias?: Layout | undefined;
  readonly result: Layout;
  readonly postOps?: readonly PostOp[];
}

/** A matrix product, or null where the library has none for these layouts. */
export function matmulPrimitive(
  engine: Engine,
  { left, right, bias, result, postOps = [] }: MatmulLayouts,
): Primitive | null {
  const { matmul } = engine.functions;
  return engine.primitive(
    structBytes.matmul,
    (descriptor) =>
      matmul(
        descriptor,
        left.descriptor,
        right.descriptor,
        bias?.descriptor ?? null,
        result.descriptor,
      ),
    { postOps },
  );
}

/** A dense matrix of that shape, read with its last two dimensions exchanged. */
export function transposed(engine: Engine, { shape, dtype }: TensorType): Layout {
  return engine.strided(swapLast(shape), dtype, swapLast(stridesOf(shape)));
}

function swapLast(values: Shape): number[] {
  return [...values.slice(0, -2), values.at(-1)!, values.at(-2)!];
}
