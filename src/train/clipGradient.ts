import { UsageError } from "../core/errors.ts";
import type { Value } from "../graph/node.ts";
import { affine } from "../ops/affine.ts";
import { clip } from "../ops/clip.ts";
import { div } from "../ops/div.ts";
import { constant } from "../ops/leaves.ts";
import { minimum } from "../ops/maximum.ts";
import { mul } from "../ops/mul.ts";
import { sqrt } from "../ops/pow.ts";
import type { Optimiser } from "./optimiser.ts";
import { squaredNorm } from "./squaredNorm.ts";

/** The largest length of the whole gradient, or the largest size of each of its numbers. */
export type GradientBound = { readonly norm: number } | { readonly value: number };

/** What PyTorch adds to the gradient's length before it divides by it. */
const normEpsilon = 1e-6;

/**
 * The optimiser on a gradient that is shortened to a length, or cut off element by element.
 *
 * @throws {UsageError} when the bound is not above 0
 * @source PyTorch 1.13 documentation of torch.nn.utils.clip_grad_norm_ and clip_grad_value_
 */
export function withClipping(optimiser: Optimiser, bound: GradientBound): Optimiser {
  const clipped = "norm" in bound ? shortened(bound.norm) : cutOff(bound.value);
  return {
    name: optimiser.name,
    updates: (inputs) => optimiser.updates({ ...inputs, gradient: clipped(inputs.gradient) }),
  };
}

function shortened(norm: number): (gradient: Value) => Value {
  checkBound("norm", norm);
  return (gradient) => {
    const length = affine(sqrt(squaredNorm(gradient)), 1, normEpsilon);
    return mul(gradient, minimum(div(constant(norm), length), constant(1)));
  };
}

function cutOff(value: number): (gradient: Value) => Value {
  checkBound("value", value);
  return (gradient) => clip(gradient, -value, value);
}

function checkBound(name: string, bound: number): void {
  if (bound > 0) return;
  throw new UsageError(`Cannot clip gradients: ${name} is ${bound}, needs a number above 0`);
}
