import { UsageError } from "../core/errors.ts";
import { amount, oneOf, text, wholeNumber } from "../core/settings.ts";
import { needs } from "../core/suggest.ts";
import { wilsonInterval } from "../core/wilsonInterval.ts";
import { linearReadoutFigures } from "../figures/probes/linearReadout.ts";
import { matmul } from "../ops/matmul.ts";
import { chooseLayers } from "../probing/chooseLayers.ts";
import type { Examples } from "../probing/drawExamples.ts";
import { type LayerRowsOptions, layerRows } from "../probing/layerRows.ts";
import type { Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import type { Rows } from "../probing/rows.ts";
import type { ProbeView } from "../probing/view.ts";
import {
  type FeatureRows,
  type LogisticFit,
  logisticAnswers,
  logisticFitter,
} from "./readout/fitLogistic.ts";
import { spanOf } from "./readout/spanOf.ts";
import { type FeaturePair, standardise } from "./readout/standardise.ts";

/** What the probe `linear-readout` can be told. */
export interface LinearReadoutOptions extends LayerRowsOptions {
  readonly target: string;
  readonly l2: number;
  readonly permutations: number;
}

/** The gradient of the loss is of about 0.1 at the start; beyond this, hardly an answer changes. */
const tolerance = 1e-5;

const quantities = ["readout accuracy", "fit accuracy"] as const;

/**
 * What a linear classifier reads out of each layer that looks at nothing else: multinomial logistic regression on
 * standardised features, fitted to training images, told by how many other images it gives the right label. Chance is
 * the least and the most of the classifiers that were fitted to permuted labels. Where the images to fit to are of one
 * class, or a layer gives all of them the same, there is nothing to read out; a class that none of them has counts as
 * false in the others.
 *
 * Shape: maps [N, C, H, W] give features [N, C], or [N, C·H·W] when they are flattened
 * Units: fractions of the images
 * @source Alain & Bengio 2016, arXiv:1610.01644; the mean over positions, standardisation and λ: own choice
 */
export const linearReadout = defineProbe<LinearReadoutOptions>({
  id: "linear-readout",
  title: "Linear readout",
  question: "What can a linear classifier read out of each layer?",
  headline: {
    quantity: "readout accuracy",
    layer: "first",
    words:
      "the share of images that a linear classifier tells right by the outputs of {layer} alone",
    format: "percent",
  },
  source: "Alain & Bengio 2016, arXiv:1610.01644",
  caveats: [
    "The mean over positions keeps what is seen and loses where; positions=flatten keeps both, has more to overfit, and takes up to half a minute a layer.",
    "Accuracies depend on the number of images to fit to, fitCount, and on the penalty, l2: compare those of the same.",
    "What can be read out is there, but whether the network makes use of it is another question.",
    "Chance is the least and the most of the classifiers fitted to permuted labels.",
  ],
  options: {
    layers: text("all", "layers, by name or pattern such as conv*"),
    positions: oneOf(["mean", "flatten"], "what of maps is read: their means, or every position"),
    target: text("label", "what is read out: label, or the name of a concept"),
    l2: amount(0.01, "what half the sum of the squared weights adds to the mean loss"),
    permutations: wholeNumber(0, 3, "how often labels are permuted to find chance, 0 for never"),
  },
  images: { part: "test", count: 1000 },
  fitCount: 1000,
  untrained: true,
  check({ target, part }, { dataset }) {
    if (part === "train") {
      throw new UsageError(
        'Cannot tell what can be read out by train images: the classifier is fitted to them, needs part="test" or "validation"',
      );
    }
    checkTarget(
      target,
      (dataset.concepts ?? []).map(({ name }) => name),
    );
  },
  taps: layerRows,
  measure(view) {
    const { network, options, examples, fitExamples } = view;
    const names = chooseLayers(network, options.layers).map(({ name }) => name);
    const labels = {
      fit: labelsOf(fitExamples, options.target),
      test: labelsOf(examples, options.target),
    };
    // Means of all layers have room at once; flattened maps are looked at one layer after the other.
    const groups = options.positions === "mean" ? [names] : names.map((name) => [name]);
    const readings = groups.flatMap((wanted) => {
      const test = view.look({ wanted }).rows;
      const fit = view.look({ wanted, images: fitExamples.images }).rows;
      return wanted.flatMap((layer) => {
        const pair = { fit: fit[layer]!, test: test[layer]! };
        return readOut(view, { layer, pair, labels });
      });
    });
    return { readings };
  },
  figures: ({ points, untrained, options }) =>
    linearReadoutFigures(readingRows(points), {
      ...options,
      untrained: untrained.flatMap(({ readings }) => readings),
    }),
});

function checkTarget(target: string, concepts: readonly string[]): void {
  if (target === "label" || concepts.includes(target)) return;
  throw new UsageError(
    `Cannot read out "${target}": the images have no such concept, ${needs(target, ["label", ...concepts])}`,
  );
}

function labelsOf({ labels, concepts = {} }: Examples, target: string): Int32Array {
  checkTarget(target, Object.keys(concepts));
  return target === "label" ? labels : concepts[target]!;
}

interface Labels {
  readonly fit: Int32Array;
  readonly test: Int32Array;
}

interface LayerToRead {
  readonly layer: string;
  readonly pair: { readonly fit: Rows; readonly test: Rows };
  readonly labels: Labels;
}

function readOut(
  view: ProbeView<LinearReadoutOptions>,
  { layer, pair, labels }: LayerToRead,
): Reading[] {
  const nothing = (reason: string) =>
    quantities.map((quantity) => ({ quantity, layer, value: null, reason }));
  if (new Set(labels.fit).size < 2) return nothing("the images to fit to are of one class");
  if (![pair.fit, pair.test].every(({ values }) => values.every(Number.isFinite))) {
    return nothing("the layer's outputs are not finite");
  }
  const scaled = standardise(pair);
  if (scaled.fit.size === 0) return nothing("the layer gives all images the same output");
  const features = scaled.fit.size > scaled.fit.count ? shortened(view, scaled) : scaled;
  const fitTo = logisticFitter(features.fit, { l2: view.options.l2, tolerance });
  const hits = hitsOf(fitTo(labels.fit), features, labels);
  const stream = view.stream("permuted labels");
  const byChance = Array.from({ length: view.options.permutations }, (_, at) => {
    const order = stream.permutation(at, labels.fit.length);
    const permuted = Int32Array.from(order, (place) => labels.fit[place]!);
    return hitsOf(fitTo(permuted), features, { fit: permuted, test: labels.test });
  });
  const count = labels.test.length;
  const [readout, fit] = quantities;
  return [
    {
      quantity: readout,
      layer,
      value: hits.test / count,
      ...wilsonInterval(hits.test, count),
      ...chanceOf(byChance.map(({ test }) => test / count)),
    },
    {
      quantity: fit,
      layer,
      value: hits.fit / labels.fit.length,
      ...chanceOf(byChance.map((own) => own.fit / labels.fit.length)),
    },
  ];
}

/** Features that are more than the images to fit to, turned into as many at most. */
function shortened(view: ProbeView<LinearReadoutOptions>, { fit, test }: FeaturePair): FeaturePair {
  const tensorOf = ({ values, count, size }: FeatureRows) => ({
    dtype: "f32" as const,
    shape: [count, size],
    data: values instanceof Float32Array ? values : Float32Array.from(values),
  });
  const { own, other } = view.compute(
    { fit: tensorOf(fit), test: tensorOf(test) },
    ({ fit, test }) => ({
      own: matmul(fit!, fit!, { transposeB: true }),
      other: matmul(test!, fit!, { transposeB: true }),
    }),
  );
  const products = new Float64Array(own!.length + other!.length);
  products.set(own!);
  products.set(other!, own!.length);
  return spanOf(products, fit.count);
}

function hitsOf(classifier: LogisticFit, { fit, test }: FeaturePair, labels: Labels) {
  const count = (features: FeatureRows, right: Int32Array) =>
    logisticAnswers(classifier, features).reduce(
      (sum, answer, at) => sum + Number(answer === right[at]),
      0,
    );
  return { fit: count(fit, labels.fit), test: count(test, labels.test) };
}

function chanceOf(values: readonly number[]): Pick<Reading, "chance"> {
  return values.length === 0 ? {} : { chance: [Math.min(...values), Math.max(...values)] };
}
