import { ShapeError } from "../core/errors.ts";
import { type Shape, sameShape, showShape, sizeOf } from "../core/shape.ts";
import { applySingle, type Op, type TensorType, type Value } from "../graph/node.ts";
import { checkSameFloat } from "./shapeRules.ts";

export interface MatmulAttrs {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * Matrix product of the last two dimensions, for each of the leading ones.
 *
 * Shape: a [.., M, K], b [.., K, N] -> [.., M, N]; `transposeA` reads a as [.., K, M], `transposeB` b as [.., N, K]
 * @throws {ShapeError} when K, the leading dimensions or the types differ
 * @source calculus: dA = dY Bᵀ, dB = Aᵀ dY
 */
export const matmulOp: Op<MatmulAttrs> = {
  name: "matmul",
  infer: ([a, b], attrs) => {
    const dtype = checkSameFloat("multiply matrices", { a: a!, b: b! });
    const { m, n } = extents(a!, b!, attrs);
    return [{ dtype, shape: [...a!.shape.slice(0, -2), m, n] }];
  },
  gradient: ({ inputs: [a, b], attrs: { transposeA, transposeB }, dys: [dy] }) => [
    transposeA
      ? matmul(b!, dy!, { transposeA: transposeB, transposeB: true })
      : matmul(dy!, b!, { transposeB: !transposeB }),
    transposeB
      ? matmul(dy!, a!, { transposeA: true, transposeB: transposeA })
      : matmul(a!, dy!, { transposeA: !transposeA }),
  ],
  macs: ([a, b], _, attrs) => {
    const { m, k, n } = extents(a!, b!, attrs);
    return sizeOf(a!.shape.slice(0, -2)) * m * k * n;
  },
};

/** Matrix product of the last two dimensions. */
export function matmul(a: Value, b: Value, options: Partial<MatmulAttrs> = {}): Value {
  return applySingle(matmulOp, [a, b], { transposeA: false, transposeB: false, ...options });
}

function extents(a: TensorType, b: TensorType, { transposeA, transposeB }: MatmulAttrs) {
  const [m, k] = lastTwo(a.shape, transposeA);
  const [kOfB, n] = lastTwo(b.shape, transposeB);
  if (k === undefined || k !== kOfB || !sameShape(a.shape.slice(0, -2), b.shape.slice(0, -2))) {
    throw new ShapeError(
      `Cannot multiply matrices ${showShape(a.shape)}${transposeA ? "ᵀ" : ""} and ${showShape(b.shape)}${transposeB ? "ᵀ" : ""}: needs equal inner extents and equal leading dimensions`,
    );
  }
  return { m: m!, k, n: n! };
}

function lastTwo(shape: Shape, transposed: boolean): Shape {
  const [rows, columns] = shape.slice(-2);
  if (columns === undefined) return [];
  return transposed ? [columns, rows!] : [rows!, columns];
}
