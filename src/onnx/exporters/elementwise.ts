import type { AffineAttrs } from "../../ops/affine.ts";
import type { ElementwiseAttrs, ElementwiseFunction } from "../../ops/elementwise.ts";
import type { ToFloatAttrs } from "../../ops/toFloat.ts";
import type { OnnxBuilder, ValueName } from "../builder.ts";
import type { Exporter } from "../exporter.ts";
import { type ElementType, elementTypes } from "../model.ts";

/** An operator of ONNX that takes the operands as they are. */
export function operator(type: string): Exporter<unknown> {
  return (builder, { inputs }) =>
    builder.add(
      type,
      inputs.map(({ name }) => name),
    );
}

/** Operations that only pass their first operand on. */
export const passOn: Exporter<unknown> = (_, { inputs }) => inputs[0]!.name;

/** A comparison: ONNX answers with truth values, we with 0 and 1. */
export function comparison(type: string): Exporter<unknown> {
  const compare = operator(type);
  return (builder, call) => castTo("float", builder, compare(builder, call));
}

/** Conditions are numbers here and truth values in ONNX. */
export const where: Exporter<unknown> = (builder, { inputs: [condition, a, b] }) =>
  builder.add("Where", [castTo("bool", builder, condition!.name), a!.name, b!.name]);

/** A product and a sum, each only where it changes something. */
export const affine: Exporter<AffineAttrs> = (builder, { inputs: [x], attrs }) => {
  const scaled = times(builder, x!.name, attrs.scale);
  return attrs.shift === 0 ? scaled : builder.add("Add", [scaled, builder.scalar(attrs.shift)]);
};

/** Bytes or integers as floats, scaled. */
export const toFloat: Exporter<ToFloatAttrs> = (builder, { inputs: [x], attrs }) =>
  times(builder, castTo("float", builder, x!.name), attrs.scale);

/** The function that the attributes name. */
export const elementwise: Exporter<ElementwiseAttrs> = (builder, { inputs: [x], attrs }) => {
  const add: FunctionExporter<ElementwiseAttrs> = functions[attrs.function];
  return add(builder, x!.name, attrs);
};

/** A method, so that the table's entries may ask for the attributes of their own function. */
type FunctionExporter<Attrs> = {
  add(builder: OnnxBuilder, x: ValueName, attrs: Attrs): ValueName;
}["add"];

const functions: {
  readonly [Name in ElementwiseFunction]: FunctionExporter<
    ElementwiseAttrs & { readonly function: Name }
  >;
} = {
  abs: (builder, x) => builder.add("Abs", [x]),
  softplus: (builder, x) => builder.add("Softplus", [x]),
  silu: (builder, x) => builder.add("Mul", [x, builder.add("Sigmoid", [x])]),
  gelu(builder, x) {
    const erf = builder.add("Erf", [times(builder, x, Math.SQRT1_2)]);
    const cumulative = times(builder, builder.add("Add", [erf, builder.scalar(1)]), 0.5);
    return builder.add("Mul", [x, cumulative]);
  },
  hardSwish: (builder, x) => builder.add("HardSwish", [x]),
  pow: (builder, x, { exponent }) => builder.add("Pow", [x, builder.scalar(exponent)]),
  clip: (builder, x, { low, high }) =>
    builder.add("Clip", [x, builder.scalar(low), builder.scalar(high)]),
  leakyRelu: (builder, x, { slope }) => builder.add("LeakyRelu", [x], { alpha: { float: slope } }),
  elu: (builder, x, { alpha }) => builder.add("Elu", [x], { alpha: { float: alpha } }),
};

function times(builder: OnnxBuilder, x: ValueName, factor: number): ValueName {
  return factor === 1 ? x : builder.add("Mul", [x, builder.scalar(factor)]);
}

/** The same numbers as another element type; truth values become 0 and 1, and numbers other than 0 true. */
export function castTo(type: ElementType, builder: OnnxBuilder, x: ValueName): ValueName {
  return builder.add("Cast", [x], { to: { int: elementTypes[type] } });
}
