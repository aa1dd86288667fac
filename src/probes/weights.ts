import { text } from "../core/settings.ts";
import { sizeOf } from "../core/shape.ts";
import { weightFigures } from "../figures/probes/weights.ts";
import { describeNetwork, type Network, splitVector } from "../nn/network.ts";
import type { ParameterSpec } from "../nn/scope.ts";
import { affine } from "../ops/affine.ts";
import { crossEntropy } from "../ops/crossEntropy.ts";
import { chooseNames } from "../probing/chooseNames.ts";
import { imagesText } from "../probing/imagesText.ts";
import type { Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import { parameterGradient } from "../train/parameterGradient.ts";
import { participationRatio } from "./dimension/explainedVariance.ts";
import { spectraOf } from "./dimension/spectraOf.ts";
import { type Compute, squaredSingularValues } from "./dimension/squaredSingularValues.ts";

/** What the probe `weights` can be told. */
export interface WeightsOptions {
  readonly layers: string;
}

/** Beyond so many rows and columns, eigenvalues take longer than a training's epoch. */
const widestSpectrum = 1024;

/**
 * How large each array of parameters is, how far one step of plain gradient descent would move it, and how its size is shared
 * out over directions. An array of more than one dimension is the matrix of its outputs by all that each of them sees. The
 * step is the learning rate times the gradient of the mean loss over the images, in eval mode.
 *
 * There is no update ratio without a learning rate, or where all weights are 0, as new biases are; no singular values of
 * vectors, of matrices whose smaller side is above 1,024, and where all is 0; nothing of what is not finite.
 *
 * Shape: weight [O, …] is seen as [O, rest]
 * Units: none; norms those of the weights
 * @source singular values: Rudelson & Vershynin 2007, arXiv:math/0503442 (stable rank |W|²_F / σ₁²); Roy & Vetterli 2007,
 * EUSIPCO (effective rank, the exponential of the entropy of σ / Σσ); update ratio: own definition of a usual rule of thumb
 */
export const weights = defineProbe<WeightsOptions>({
  id: "weights",
  title: "Weights",
  question:
    "How large are the weights, how far does a step move them, and how many directions do they use?",
  headline: {
    quantity: "effective rank",
    words: "the number of directions that the weights of {layer} use (effective rank)",
    isMinor: true,
  },
  source: "Rudelson & Vershynin 2007, arXiv:math/0503442; Roy & Vetterli 2007, EUSIPCO",
  caveats: [
    "The update ratio is that of one step of plain gradient descent over all these images, without weight decay; steps with momentum, of adaptive optimisers and over smaller batches differ.",
    "Weights before a batch norm may be scaled without any effect on what the network answers.",
  ],
  options: { layers: text("all", "parameters, by name or pattern such as conv*.weight") },
  images: { part: "train", count: 500 },
  untrained: true,
  check: ({ layers }, { network }) => void chosenParameters(network, layers),
  taps: ({ logits, labels, parameterParts, images }) => ({
    sums: {
      // The sum over the images: batches need not be of one size.
      gradient: affine(
        parameterGradient(crossEntropy(logits, labels), { parameters: parameterParts }),
        images.type.shape[0]!,
      ),
    },
  }),
  measure({ network, numbers, options, examples, learningRate, look, compute }) {
    const { parameters } = describeNetwork(network);
    const sums = look().sums.gradient!;
    const gradient = splitVector(
      parameters,
      Float32Array.from(sums, (sum) => sum / examples.count),
    );
    const values = splitVector(parameters, numbers.parameters);
    const found = chosenParameters(network, options.layers).map(({ name, shape }) => {
      const own = { name, shape, values: values.get(name)!, gradient: gradient.get(name)! };
      const spectrum = spectrumOfWeights(compute, own);
      return { name, spectrum, readings: [...sizes(own, learningRate), ...ranks(name, spectrum)] };
    });
    return {
      readings: found.flatMap(({ readings }) => readings),
      details: {
        spectra: Object.fromEntries(
          found.flatMap(({ name, spectrum }) =>
            "values" in spectrum
              ? [[name, spectrum.values.map((own) => own / spectrum.values[0]!)]]
              : [],
          ),
        ),
      },
    };
  },
  figures: ({ points, untrained, options }) =>
    weightFigures(readingRows(points), {
      untrained: untrained.flatMap(({ readings }) => readings),
      spectra: spectraOf(points),
      subtitle: `Gradients of ${imagesText(options)}`,
    }),
});

function chosenParameters(network: Network, pattern: string): readonly ParameterSpec[] {
  const { parameters } = describeNetwork(network);
  const names = parameters.map(({ name }) => name);
  const chosen =
    pattern === "all"
      ? names
      : chooseNames(names, pattern, { network: network.name, what: "parameter" });
  return parameters.filter(({ name }) => chosen.includes(name));
}

interface OwnNumbers {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
  readonly gradient: Float32Array;
}

function sizes(
  { name, values, gradient }: OwnNumbers,
  learningRate: number | undefined,
): Reading[] {
  const [size, slope] = [normOf(values), normOf(gradient)];
  return [
    numberOr("norm", name, size),
    numberOr("root mean square", name, size / Math.sqrt(values.length)),
    numberOr("gradient norm", name, slope),
    updateRatio(name, { size, slope, learningRate }),
  ];
}

function updateRatio(
  layer: string,
  {
    size,
    slope,
    learningRate,
  }: { readonly size: number; readonly slope: number; readonly learningRate: number | undefined },
): Reading {
  const quantity = "update ratio";
  if (learningRate === undefined) {
    return { quantity, layer, value: null, reason: "there is no training with a learning rate" };
  }
  if (size === 0) return { quantity, layer, value: null, reason: "all of its weights are 0" };
  return numberOr(quantity, layer, (learningRate * slope) / size);
}

function numberOr(quantity: string, layer: string, value: number): Reading {
  if (Number.isFinite(value)) return { quantity, layer, value };
  return { quantity, layer, value: null, reason: "its weights or gradients are not finite" };
}

type Spectrum = { readonly values: readonly number[] } | { readonly reason: string };

/** Singular values, largest first. */
function spectrumOfWeights(compute: Compute, { shape, values }: OwnNumbers): Spectrum {
  const [rows = 1, ...rest] = shape;
  const columns = sizeOf(rest);
  const smaller = Math.min(rows, columns);
  if (rest.length === 0) return { reason: "it is a vector" };
  if (smaller > widestSpectrum) {
    return { reason: `its smaller side is ${smaller}, needs at most ${widestSpectrum}` };
  }
  if (!values.every(Number.isFinite)) return { reason: "its weights are not finite" };
  const squares = squaredSingularValues(compute, { values, rows, columns });
  if (!(squares[0]! > 0)) return { reason: "all of its weights are 0" };
  return { values: [...squares].map(Math.sqrt) };
}

const rankQuantities = [
  "largest singular value",
  "stable rank",
  "effective rank",
  "participation ratio",
] as const;

function ranks(layer: string, spectrum: Spectrum): Reading[] {
  if ("reason" in spectrum) {
    // What has no singular values by its nature is not missing any.
    if (spectrum.reason === "it is a vector") return [];
    const { reason } = spectrum;
    return rankQuantities.map((quantity) => ({ quantity, layer, value: null, reason }));
  }
  const { values } = spectrum;
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value ** 2, 0);
  const entropy = values.reduce((total, value) => {
    const share = value / sum;
    return share > 0 ? total - share * Math.log(share) : total;
  }, 0);
  const found = [
    values[0]!,
    squares / values[0]! ** 2,
    Math.exp(entropy),
    participationRatio(values.map((value) => value ** 2))!,
  ];
  return rankQuantities.map((quantity, at) => ({ quantity, layer, value: found[at]! }));
}

function normOf(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
