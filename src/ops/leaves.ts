import type { Dtype, NumberArray } from "../core/dtype.ts";
import { GraphError } from "../core/errors.ts";
import { type Shape, showShape, sizeOf } from "../core/shape.ts";
import {
  applySingle,
  type Gradients,
  type Op,
  type TensorType,
  type Value,
} from "../graph/node.ts";
import { noMacs } from "./shapeRules.ts";

/** @source own design: the three places a value can come from without being computed */

/** A named leaf's attributes. */
export interface NamedAttrs {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: Shape;
}

export interface ConstantAttrs {
  readonly data: NumberArray;
  readonly shape: Shape;
  readonly dtype: Dtype;
}

function noInputs(): Gradients {
  return [];
}

/** JavaScript has no array of bf16 in which it could be fed or kept. */
function inferNamed(kind: "input" | "state", { name, dtype, shape }: NamedAttrs): TensorType[] {
  if (dtype === "bf16") {
    throw new GraphError(
      `Cannot make ${kind} "${name}": it is bf16, needs f32 and a cast after it`,
    );
  }
  return [{ dtype, shape }];
}

/** A value fed anew for every run: images, labels, a learning rate. */
export const inputOp: Op<NamedAttrs> = {
  name: "input",
  leaf: "input",
  infer: (_, attrs) => inferNamed("input", attrs),
  gradient: noInputs,
  macs: noMacs,
};

/** A value kept between runs: parameters, an optimiser's momentum. */
export const stateOp: Op<NamedAttrs> = {
  name: "state",
  leaf: "state",
  infer: (_, attrs) => inferNamed("state", attrs),
  gradient: noInputs,
  macs: noMacs,
};

/** A value known when the graph is described. */
export const constantOp: Op<ConstantAttrs> = {
  name: "constant",
  leaf: "constant",
  infer: (_, { dtype, shape }) => [{ dtype, shape }],
  gradient: noInputs,
  macs: noMacs,
};

/**
 * A value fed anew for every run. Shape: -> `shape`
 *
 * @throws {GraphError} when it is bf16
 */
export function input(name: string, shape: Shape, dtype: Dtype = "f32"): Value {
  return applySingle(inputOp, [], { name, dtype, shape });
}

/**
 * A value kept between runs, changed by a graph's updates. Shape: -> `shape`
 *
 * @throws {GraphError} when it is bf16
 */
export function state(name: string, shape: Shape, dtype: Dtype = "f32"): Value {
  return applySingle(stateOp, [], { name, dtype, shape });
}

/**
 * A value known when the graph is described. Shape: -> `shape`
 *
 * @throws {GraphError} when the numbers do not fill the shape
 */
export function constant(numbers: readonly number[] | number, shape: Shape = []): Value {
  const data = Float32Array.from(typeof numbers === "number" ? [numbers] : numbers);
  if (data.length !== sizeOf(shape)) {
    throw new GraphError(
      `Cannot make a constant of shape ${showShape(shape)}: ${data.length} numbers, needs ${sizeOf(shape)}`,
    );
  }
  return applySingle(constantOp, [], { data, shape, dtype: "f32" });
}

/** Zeros. Shape: -> `shape` */
export function zeros(shape: Shape): Value {
  return applySingle(constantOp, [], {
    data: new Float32Array(sizeOf(shape)),
    shape,
    dtype: "f32",
  });
}
