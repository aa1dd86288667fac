import type { Kernel } from "../../graph/kernel.ts";
import type { ElementwiseAttrs, ElementwiseFunction } from "../../ops/elementwise.ts";
import { relu, sigmoid } from "./activation.ts";
import { normalCumulative, normalDensity } from "./normalCumulative.ts";

/** A function, and its derivative at the source that `isFromOutput` names: x, or the function's own value y. */
interface Rule<Attrs> {
  value(x: number, attrs: Attrs): number;
  derivative(source: number, attrs: Attrs): number;
}

const rules: {
  readonly [Name in ElementwiseFunction]: Rule<ElementwiseAttrs & { readonly function: Name }>;
} = {
  abs: { value: Math.abs, derivative: Math.sign },
  pow: {
    value: (x, { exponent }) => x ** exponent,
    derivative: (x, { exponent }) => exponent * x ** (exponent - 1),
  },
  clip: {
    value: (x, { low, high }) => Math.min(Math.max(x, low), high),
    derivative: (y, { low, high }) => (low < y && y < high ? 1 : 0),
  },
  leakyRelu: {
    value: (x, { slope }) => (x > 0 ? x : slope * x),
    derivative: (y, { slope }) => (y > 0 ? 1 : slope),
  },
  elu: {
    value: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x)),
    derivative: (y, { alpha }) => (y > 0 ? 1 : y + alpha),
  },
  softplus: {
    value: (x) => relu(x) + Math.log1p(Math.exp(-Math.abs(x))),
    derivative: sigmoid,
  },
  silu: {
    value: (x) => x * sigmoid(x),
    derivative: (x) => sigmoid(x) * (1 + x * sigmoid(-x)),
  },
  gelu: {
    value: (x) => x * normalCumulative(x),
    derivative: (x) => normalCumulative(x) + x * normalDensity(x),
  },
  hardSwish: {
    value: (x) => x * hardSigmoid(x),
    derivative: (x) => (Math.abs(x) < 3 ? x / 3 + 1 / 2 : hardSigmoid(x)),
  },
};

/** The function of every element. */
export const elementwise: Kernel<ElementwiseAttrs> = (inputs, outputs, attrs) => {
  const { value }: Rule<ElementwiseAttrs> = rules[attrs.function];
  const x = inputs[0]!.data;
  const y = outputs[0]!.data;
  for (let i = 0; i < y.length; i++) y[i] = value(x[i]!, attrs);
};

/** dy times the derivative. */
export const elementwiseGrad: Kernel<ElementwiseAttrs> = (inputs, outputs, attrs) => {
  const { derivative }: Rule<ElementwiseAttrs> = rules[attrs.function];
  const source = inputs[0]!.data;
  const dy = inputs[1]!.data;
  const dx = outputs[0]!.data;
  for (let i = 0; i < dx.length; i++) dx[i] = dy[i]! * derivative(source[i]!, attrs);
};

function hardSigmoid(x: number): number {
  return Math.min(Math.max(x / 6 + 1 / 2, 0), 1);
}
