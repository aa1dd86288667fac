import type { Stream } from "../core/random.ts";
import { type Shape, sizeOf } from "../core/shape.ts";

/**
 * Fills a parameter of the given shape before training.
 *
 * @source own design: a parameter has a stream of its own, so adding a layer never changes another's start
 */
export type Initialiser = (out: Float32Array, stream: Stream, shape: Shape) => void;

/** How many connections lead into each unit of a layer, and how many out of each of its inputs. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** What fills a layer's parameters. */
export interface LayerStart {
  readonly weight: Initialiser;
  readonly bias: Initialiser;
}

/** How a layer begins, by the number of its connections. */
export type LayerInitialiser = (fans: Fans) => LayerStart;

/**
 * The fans of a weight [O, I, …], as PyTorch counts them: those of a grouped convolution's outputs are not divided by
 * the number of groups.
 */
export function fansOf(weightShape: Shape): Fans {
  const size = sizeOf(weightShape);
  return { fanIn: size / weightShape[0]!, fanOut: size / weightShape[1]! };
}

/**
 * Uniform in ±1/√fanIn, for weight and bias alike; PyTorch calls it Kaiming's with a slope of √5.
 *
 * @source PyTorch 1.13 documentation of torch.nn.Linear and torch.nn.Conv2d
 */
export const pytorchDefault: LayerInitialiser = ({ fanIn }) => alike(uniform(1 / Math.sqrt(fanIn)));

/**
 * Uniform in ±2.4/fanIn, for weight and bias alike.
 *
 * @source LeCun et al. 1998, Proc. IEEE 86(11), appendix A
 */
export const lecunUniform: LayerInitialiser = ({ fanIn }) => alike(uniform(2.4 / fanIn));

/** The same for every layer, whatever its fans: weights as given, biases zero. */
export function withZeroBias(weight: Initialiser): LayerInitialiser {
  return () => ({ weight, bias: zeros });
}

/** The same number everywhere. */
export function filledWith(value: number): Initialiser {
  return (out) => {
    out.fill(value);
  };
}

/** Zero everywhere. */
export const zeros: Initialiser = filledWith(0);

/** Uniform in ±bound. */
export function uniform(bound: number): Initialiser {
  return (out, stream) => stream.fillUniform(out, 0, -bound, bound);
}

/** Normally distributed around 0. */
export function normal(deviation: number): Initialiser {
  return (out, stream) => stream.fillNormal(out, 0, 0, deviation);
}

function alike(initialiser: Initialiser): LayerStart {
  return { weight: initialiser, bias: initialiser };
}
