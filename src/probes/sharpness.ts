import { wholeNumber, wholeNumberWithin } from "../core/settings.ts";
import { estimateOf } from "../core/statistics.ts";
import { sharpnessFigures } from "../figures/probes/sharpness.ts";
import { shapeOf } from "../graph/node.ts";
import { affine } from "../ops/affine.ts";
import { crossEntropy } from "../ops/crossEntropy.ts";
import { mul } from "../ops/mul.ts";
import { sum } from "../ops/sum.ts";
import { imagesText } from "../probing/imagesText.ts";
import type { Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import type { ProbeView } from "../probing/view.ts";
import { type FoundEigenvalue, lanczos } from "./loss/lanczos.ts";

/** What the probe `sharpness` can be told. */
export interface SharpnessOptions {
  readonly eigenvalues: number;
  readonly iterations: number;
  readonly traceDraws: number;
}

/** What stands beside its readings. */
export interface SharpnessDetails {
  /** How far each eigenvalue may at most be from one of the Hessian's. */
  readonly residuals: readonly number[];
  /** Null where none is known. */
  readonly learningRate: number | null;
}

/**
 * The largest eigenvalues of the Hessian of the mean cross-entropy in the parameters: how steeply the loss bends in its
 * steepest directions. Found by Lanczos' method on exact products of the Hessian with vectors, Hv = ∇(∇L · v): two
 * reverse walks, no differences.
 *
 * The interval of an eigenvalue is that of the mean of vᵀH_g v over 10 groups g of the images (Student's t), v being its
 * eigenvector over all of them: their mean is the eigenvalue. The trace is Hutchinson's estimate, the mean of zᵀHz over
 * random vectors of signs, with the interval of that mean. Where a number is not finite, or there are fewer eigenvalues
 * than asked for, the value is null.
 *
 * Units: of the loss in nats; the ratio to the stable limit is λ₁·rate/2, without unit
 * @source Cohen et al. 2021, arXiv:2103.00065 (λ₁·rate/2); Pearlmutter 1994, Neural Computation 6(1) (products); Hutchinson
 * 1990, Commun. Stat. Simul. Comput. 19(2) (trace)
 */
export const sharpness = defineProbe<SharpnessOptions>({
  id: "sharpness",
  title: "Sharpness",
  question: "How steeply does the loss bend in its steepest directions?",
  headline: {
    quantity: "eigenvalue",
    of: "1",
    words:
      "how steeply the loss bends in its steepest direction (largest eigenvalue of the Hessian)",
  },
  source: "Cohen et al. 2021, arXiv:2103.00065",
  caveats: [
    "The loss is the mean cross-entropy of the images alone: without weight decay, label smoothing, augmentation and dropout.",
    "Lanczos' method ends after so many iterations: the last eigenvalues may be too small, by no more than their residuals.",
    "Batch norm has its running statistics, which stay as they are.",
    "Eigenvalues are found from the same images that the intervals are taken over: on few images they are too large.",
    "Sharpness depends on how weights are scaled: with batch norm the same function has any sharpness.",
    "The stable limit 2/rate is that of gradient descent on all images; with momentum and small batches another holds.",
  ],
  options: {
    eigenvalues: wholeNumberWithin([1, 10], 3, "how many of the largest eigenvalues"),
    iterations: wholeNumberWithin([1, 100], 10, "the most products of the Hessian with a vector"),
    traceDraws: wholeNumber(0, 0, "random vectors for the trace; 0 for no trace"),
  },
  images: { part: "train", count: 100 },
  taps({ logits, labels, parameters, input, gradient }) {
    const [count = 0] = shapeOf(labels);
    const loss = affine(crossEntropy(logits, labels), count);
    const along = sum(mul(gradient(loss, parameters), input("vector", shapeOf(parameters))));
    return { sums: { product: gradient(along, parameters) } };
  },
  measure(view) {
    const { eigenvalues, iterations } = view.options;
    const start = new Float32Array(view.numbers.parameters.length);
    view.stream("start").fillNormal(start, 0, 0, 1);
    const [whole] = groupsOf(view, 1);
    const product = (vector: Float32Array) => productWith(view, whole!, vector);
    const found = lanczos(product, { start, wanted: eigenvalues, iterations });
    if (found.length === 0) return { readings: nothing(view, "the Hessian is not finite") };
    const groups = groupsOf(view, groupCount);
    const known = found.map((own, at) => eigenvalueReading(view, { own, at, groups }));
    const missing = nothing(view, "the start leads to no more directions").slice(
      known.length,
      eigenvalues,
    );
    const details: SharpnessDetails = {
      residuals: found.map(({ residual }) => residual),
      learningRate: view.learningRate ?? null,
    };
    return {
      details,
      readings: [
        ...known,
        ...missing,
        limitReading(view, known[0]!),
        ...traceReadings(view, whole!),
      ],
    };
  },
  figures: ({ points, options }) =>
    sharpnessFigures({
      rows: readingRows(points),
      rates: points.map(({ run, group, seed, epoch, details }) => {
        const { learningRate = null } = (details ?? {}) as Partial<SharpnessDetails>;
        return { run, group, seed, epoch, learningRate };
      }),
      images: imagesText(options),
    }),
});

/** How many parts of the images the interval is taken over. */
const groupCount = 10;

type View = ProbeView<SharpnessOptions>;

/** Some of the images. Shape: images [N, C, H, W], labels [N] */
interface Group {
  readonly images: Uint8Array;
  readonly labels: Int32Array;
}

/** The images dealt out in turn; all groups are of one size, so that what is left over is in none. */
function groupsOf({ examples }: View, wanted: number): Group[] {
  const { images, labels, count } = examples;
  const size = Math.floor(count / wanted);
  const pixels = images.length / count;
  return Array.from({ length: size === 0 ? 0 : wanted }, (_, group) => {
    const own = new Uint8Array(size * pixels);
    for (let at = 0; at < size; at++) {
      const from = (at * wanted + group) * pixels;
      own.set(images.subarray(from, from + pixels), at * pixels);
    }
    return {
      images: own,
      labels: Int32Array.from({ length: size }, (_, at) => labels[at * wanted + group]!),
    };
  });
}

/** The Hessian of the mean loss of a group times a vector. Shape: [P] -> [P] */
function productWith(view: View, { images, labels }: Group, vector: Float32Array): Float64Array {
  const { product } = view.look({ images, labels, inputs: { vector } }).sums;
  return product!.map((value) => value / labels.length);
}

function eigenvalueReading(
  view: View,
  {
    own,
    at,
    groups,
  }: { readonly own: FoundEigenvalue; readonly at: number; readonly groups: readonly Group[] },
): Reading {
  const vector = own.vector();
  const bends = groups.map((group) => dot(vector, productWith(view, group, vector)));
  const { low, high } = bends.length > 0 ? estimateOf(bends) : { low: null, high: null };
  const interval = low === null || high === null ? {} : { low, high };
  return { quantity: eigenvalue, of: String(at + 1), value: own.value, ...interval };
}

function limitReading({ learningRate }: View, { value, low, high }: Reading): Reading {
  if (learningRate === undefined || value === null) {
    return { quantity: stableRatio, value: null, reason: "no learning rate is known" };
  }
  const share = (number: number) => (number * learningRate) / 2;
  const interval =
    low === undefined || high === undefined ? {} : { low: share(low), high: share(high) };
  return { quantity: stableRatio, value: share(value), ...interval };
}

function traceReadings(view: View, group: Group): Reading[] {
  const stream = view.stream("trace");
  const draws = Array.from({ length: view.options.traceDraws }, (_, draw) => {
    const signs = Float32Array.from(view.numbers.parameters, (_, at) =>
      stream.integers(draw, at, 2) === 0 ? -1 : 1,
    );
    return dot(signs, productWith(view, group, signs));
  });
  if (draws.length === 0) return [];
  const { mean, low, high } = estimateOf(draws);
  return [{ quantity: trace, value: mean, low: low ?? undefined, high: high ?? undefined }];
}

function nothing({ options }: View, reason: string): Reading[] {
  const eigenvalues = Array.from({ length: options.eigenvalues }, (_, at) => ({
    quantity: eigenvalue,
    of: String(at + 1),
    value: null,
    reason,
  }));
  const others = [stableRatio, ...(options.traceDraws > 0 ? [trace] : [])];
  return [...eigenvalues, ...others.map((quantity) => ({ quantity, value: null, reason }))];
}

const eigenvalue = "eigenvalue";
const stableRatio = "ratio to the stable limit";
const trace = "trace";

function dot(a: Float32Array, b: Float64Array): number {
  return b.reduce((sum, value, at) => sum + value * a[at]!, 0);
}
