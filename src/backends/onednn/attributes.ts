import { check, create, type Functions, type Handle } from "./ffi.ts";

/** A second operation applied to the result before it is written. */
export type PostOp =
  | { readonly kind: "sum" }
  | {
      readonly kind: "eltwise";
      readonly algorithm: number;
      readonly alpha?: number;
      readonly beta?: number;
    }
  | {
      readonly kind: "binary";
      readonly algorithm: number;
      /** The layout of the second operand. */
      readonly operand: { readonly descriptor: Uint8Array };
    };

/** Multiplies an operand as it is read. */
export interface OperandScale {
  readonly argument: number;
  readonly scale: number;
}

/** What is done to operands and results in the same pass over memory. */
export interface Attributes {
  readonly postOps?: readonly PostOp[];
  /** Multiplies the result. */
  readonly scale?: number;
  readonly operandScales?: readonly OperandScale[];
}

/** The scratchpad is given with the other arguments, one for all primitives. */
const userScratchpad = 1;

/** Makes the library's object for attributes, for as long as something is made with it. */
export function withAttributes<T>(
  functions: Functions,
  { postOps = [], scale, operandScales = [] }: Attributes,
  use: (attr: Handle) => T,
): T {
  const attr = create("set attributes", functions.attributes);
  const ops = create("set attributes", functions.postOps);
  try {
    check("set attributes", functions.attributesScratchpad(attr, userScratchpad));
    if (scale !== undefined) {
      check("set a scale", functions.attributesScales(attr, 1, 0, Float32Array.of(scale)));
    }
    for (const { argument, scale: factor } of operandScales) {
      const scales = Float32Array.of(factor);
      check("set a scale", functions.attributesOperandScale(attr, argument, 1, 0, scales));
    }
    for (const op of postOps) check("add a post-operation", append(functions, ops, op));
    check("set post-operations", functions.attributesPostOps(attr, ops));
    return use(attr);
  } finally {
    functions.postOpsDestroy(ops);
    functions.attributesDestroy(attr);
  }
}

function append(
  { postOpsSum, postOpsEltwise, postOpsBinary }: Functions,
  ops: Handle,
  op: PostOp,
): unknown {
  switch (op.kind) {
    case "sum":
      return postOpsSum(ops, 1);
    case "eltwise":
      return postOpsEltwise(ops, 1, op.algorithm, op.alpha ?? 0, op.beta ?? 0);
    case "binary":
      return postOpsBinary(ops, op.algorithm, op.operand.descriptor);
    default:
      return op satisfies never;
  }
}
