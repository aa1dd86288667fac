import type { Stream } from "../core/random.ts";

/**
 * Fills a parameter before training.
 *
 * @source own design: a parameter has a stream of its own, so adding a layer never changes another's start
 */
export type Initialiser = (out: Float32Array, stream: Stream) => void;

/** An initialiser that depends on how many inputs each unit has. */
export type FanInInitialiser = (fanIn: number) => Initialiser;

/**
 * Uniform in ±1/√fanIn, for weight and bias alike.
 *
 * @source PyTorch 1.13 documentation of torch.nn.Linear and torch.nn.Conv2d
 */
export const pytorchDefault: FanInInitialiser = (fanIn) => uniformWithin(1 / Math.sqrt(fanIn));

/**
 * Uniform in ±2.4/fanIn, for weight and bias alike.
 *
 * @source LeCun et al. 1998, Proc. IEEE 86(11), appendix A
 */
export const lecunUniform: FanInInitialiser = (fanIn) => uniformWithin(2.4 / fanIn);

/** The same number everywhere. */
export function filledWith(value: number): Initialiser {
  return (out) => {
    out.fill(value);
  };
}

/** Zero everywhere. */
export const zeros: Initialiser = filledWith(0);

function uniformWithin(bound: number): Initialiser {
  return (out, stream) => stream.fillUniform(out, 0, -bound, bound);
}
