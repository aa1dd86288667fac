import {
  type Fans,
  type Initialiser,
  type LayerInitialiser,
  normal,
  uniform,
  zeros,
} from "./initialisers.ts";
import { truncatedDeviation, truncatedNormal } from "./truncatedNormal.ts";

/** The form of the distribution that weights are drawn from. */
export type Distribution = "normal" | "truncatedNormal" | "uniform";

export interface ScalingOptions {
  /** Which of a layer's fans keeps its variance: `in` that of activations, `out` that of gradients. */
  readonly fan: "in" | "out" | "average";
  readonly distribution: Distribution;
  /** By how much the weights make up for the activation function that follows. */
  readonly gain: number;
}

/**
 * What keeps the variance of a signal that passes layers with these activation functions.
 *
 * @source PyTorch 1.13 documentation of torch.nn.init.calculate_gain
 */
export const gains = {
  linear: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  leakyRelu: (slope: number): number => Math.sqrt(2 / (1 + slope ** 2)),
} as const;

/**
 * Weights of deviation gain / √fan around 0, and biases of 0.
 *
 * @source He et al. 2015, arXiv:1502.01852, section 2.2
 */
export function varianceScaling({ fan, distribution, gain }: ScalingOptions): LayerInitialiser {
  return (fans) => {
    const deviation = gain / Math.sqrt(countOf(fan, fans));
    return { weight: ofDeviation(distribution, deviation), bias: zeros };
  };
}

/** He's: by default normal, by fan-in, for ReLU. */
export function he(options: Partial<ScalingOptions> = {}): LayerInitialiser {
  return varianceScaling({ fan: "in", distribution: "normal", gain: gains.relu, ...options });
}

/**
 * Glorot's: by default uniform, by the mean of both fans, without a gain.
 *
 * @source Glorot & Bengio 2010, AISTATS, equation 16
 */
export function xavier(options: Partial<ScalingOptions> = {}): LayerInitialiser {
  return varianceScaling({ fan: "average", distribution: "uniform", gain: 1, ...options });
}

function countOf(fan: ScalingOptions["fan"], { fanIn, fanOut }: Fans): number {
  switch (fan) {
    case "in":
      return fanIn;
    case "out":
      return fanOut;
    case "average":
      return (fanIn + fanOut) / 2;
    default:
      return fan satisfies never;
  }
}

function ofDeviation(distribution: Distribution, deviation: number): Initialiser {
  switch (distribution) {
    case "normal":
      return normal(deviation);
    case "truncatedNormal":
      return truncatedNormal(deviation / truncatedDeviation);
    case "uniform":
      return uniform(Math.sqrt(3) * deviation);
    default:
      return distribution satisfies never;
  }
}
