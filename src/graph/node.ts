import type { Dtype } from "../core/dtype.ts";
import type { Shape } from "../core/shape.ts";
import type { Kernel } from "./kernel.ts";
import { currentPlace, type Place } from "./layer.ts";

/** Element type and shape of a value; known while the network is described, before anything runs. */
export interface TensorType {
  readonly dtype: Dtype;
  readonly shape: Shape;
}

/** What a gradient rule sees: the node's inputs, its outputs, and dLoss/dOutput of each (null where nothing flows). */
export interface GradientContext<Attrs> {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly dys: readonly (Value | null)[];
  readonly attrs: Attrs;
}

/** dLoss/dInput for every input, null where nothing flows; or the reason why there is no rule. */
export type Gradients = readonly (Value | null)[] | { readonly none: string };

/** Everything that is true of an operation whatever the backend: shape rule, gradient rule, cost. */
export interface Op<Attrs = unknown> {
  readonly name: string;
  /** Where a value comes from when no computation makes it. */
  readonly leaf?: "input" | "state" | "constant";
  /** True when the output holds the input's elements in the input's order, so that it may share its memory. */
  readonly view?: true;
  /** Types of the outputs; throws `ShapeError` where the inputs do not fit. */
  infer(inputs: readonly TensorType[], attrs: Attrs): readonly TensorType[];
  gradient(context: GradientContext<Attrs>): Gradients;
  /** How it is computed, for operations of users' own: those of the table have their kernels in the backends. */
  kernel?(...call: Parameters<Kernel<Attrs>>): void;
  /** Multiply-adds of one execution; 0 for elementwise work, as the field counts. */
  macs(inputs: readonly TensorType[], outputs: readonly TensorType[], attrs: Attrs): number;
}

/** One operation applied to values. Immutable; a graph is the set of nodes that its outputs reach. */
export interface Node<Attrs = unknown> extends Place {
  readonly op: Op<Attrs>;
  readonly inputs: readonly Value[];
  readonly attrs: Attrs;
  readonly outputs: readonly TensorType[];
}

/** One output of a node: the symbolic tensor that networks are written in. */
export interface Value {
  readonly node: Node;
  readonly index: number;
  readonly type: TensorType;
}

/** Applies an operation to values: infers the types of its outputs and returns them. */
export function apply<Attrs>(op: Op<Attrs>, inputs: readonly Value[], attrs: Attrs): Value[] {
  const outputs = op.infer(
    inputs.map((input) => input.type),
    attrs,
  );
  const node: Node<Attrs> = Object.freeze({
    op,
    inputs,
    attrs,
    outputs,
    ...currentPlace(),
  });
  return outputs.map((type, index) => Object.freeze({ node: node as Node, index, type }));
}

/** Shorthand of `apply` for operations with one output. */
export function applySingle<Attrs>(op: Op<Attrs>, inputs: readonly Value[], attrs: Attrs): Value {
  return apply(op, inputs, attrs)[0]!;
}

/** The extents of a value. */
export function shapeOf(value: Value): Shape {
  return value.type.shape;
}

/** `"conv2d"`, or `"conv2d" of layer "c1"`, as it stands in messages. */
export function nodeTitle({ op, layer }: Node): string {
  return layer === undefined ? `"${op.name}"` : `"${op.name}" of layer "${layer}"`;
}
