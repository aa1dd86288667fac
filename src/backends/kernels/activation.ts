import type { FusedActivation } from "../../ops/activation.ts";

/** The value of an activation that a convolution or linear layer applies to its own result. */
export function activate(activation: FusedActivation, x: number): number {
  switch (activation) {
    case "none":
      return x;
    case "relu":
      return relu(x);
    case "tanh":
      return Math.tanh(x);
    case "sigmoid":
      return sigmoid(x);
    default:
      return activation satisfies never;
  }
}

/** max(x, 0), and NaN for NaN. */
export function relu(x: number): number {
  return Math.max(x, 0);
}

/** 1 / (1 + exp(-x)): 0 and 1 at the far ends, since exp(-x) runs to Infinity and 0. */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
