import { jackknifeInterval, leaveOut } from "../core/jackknifeInterval.ts";
import { oneOf, text, yesOrNo } from "../core/settings.ts";
import { pcaFigures } from "../figures/probes/pcaDimension.ts";
import { imagesText } from "../probing/imagesText.ts";
import { type LayerRowsOptions, layerRows, positionWords } from "../probing/layerRows.ts";
import type { Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import { type CentredRows, centredRows } from "./dimension/centredRows.ts";
import { componentsFor, participationRatio } from "./dimension/explainedVariance.ts";
import { makeSpectra } from "./dimension/rowSpectra.ts";
import { spectraOf } from "./dimension/spectraOf.ts";
import type { Compute } from "./dimension/squaredSingularValues.ts";

/** What the probe `pca-dimension` can be told. */
export interface PcaDimensionOptions extends LayerRowsOptions {
  readonly standardise: boolean;
}

/** Shares of the variance that components are counted for. */
const shares = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99] as const;
/** So many of the largest are kept for the figure. */
const keptComponents = 500;

/**
 * How many principal components of a layer's outputs hold 50 to 99 % of their variance, how many that is of the layer's
 * dimension, and over how many directions the variance is spread (participation ratio). The variance is that of the images
 * themselves, of all components together.
 *
 * Intervals: delete-a-group jackknife over 10 groups of images (no bootstrap: an image that is drawn twice adds nothing to the
 * rank). Null where a layer gives all images the same output, or outputs that are not finite.
 *
 * Shape: layer [N, …] is seen as [N, D], or [N, C] with `positions=mean`
 * Units: components; fractions of D
 * @source Ansuini et al. 2019, arXiv:1905.12784, section 3.3; participation ratio: Abbott, Rajan & Sompolinsky 2011
 */
export const pcaDimension = defineProbe<PcaDimensionOptions>({
  id: "pca-dimension",
  title: "Linear dimension",
  question: "In how many directions do the outputs of each layer vary?",
  headline: {
    quantity: "participation ratio",
    words:
      "the number of directions that the outputs of {layer} are spread over (participation ratio)",
    isMinor: true,
  },
  source: "Ansuini et al. 2019, arXiv:1905.12784, section 3.3",
  caveats: [
    "So many images vary in at most one direction less than there are of them: the larger of these numbers grow with count=.",
    "Linear directions only: a bent sheet counts as all the directions that it bends into; two-nn does not.",
    "Intervals say how far the numbers depend on which images were drawn, for as many images; they do not reach to the number that all images would have.",
  ],
  options: {
    layers: text("all", "layers, by name or pattern such as conv*"),
    positions: oneOf(positionWords, "each position a unit, or each channel's mean"),
    standardise: yesOrNo(false, "divide each unit by its deviation, as Ansuini et al. do"),
  },
  images: { part: "test", count: 300 },
  untrained: true,
  taps: layerRows,
  async measure({ options, compute, eachTap }) {
    const readings: Reading[] = [];
    const spectra: Record<string, readonly number[]> = {};
    await eachTap((layer, rows) => {
      const found = dimensionsOf(compute, centredRows(rows, { ...options, inPlace: true }));
      readings.push(...readingsOf(layer, found, rows.size));
      if ("shares" in found) spectra[layer] = found.shares;
    });
    return { readings, details: { spectra } };
  },
  figures: ({ points, untrained, options }) =>
    pcaFigures(readingRows(points), {
      untrained: untrained.flatMap(({ readings }) => readings),
      spectra: spectraOf(points),
      subtitle: imagesText(options),
    }),
});

/** A number of the whole, and of all but one group after the other. */
interface Jackknifed {
  readonly value: number;
  readonly without: readonly number[];
}

type Dimensions =
  | {
      /** In the order of `shares`. */
      readonly components: readonly Jackknifed[];
      readonly ratio: Jackknifed;
      /** The largest variances as shares of their sum. */
      readonly shares: readonly number[];
    }
  | { readonly reason: string };

function dimensionsOf(compute: Compute, rows: CentredRows): Dimensions {
  if ("reason" in rows) return rows;
  const spectra = makeSpectra(compute, rows);
  const whole = spectra.all();
  const without = leaveOut(rows.count).map((kept) => spectra.countsAmong(kept, shares));
  const total = whole.reduce((sum, value) => sum + value, 0);
  return {
    components: shares.map((share, at) => ({
      value: componentsFor(whole, share),
      without: without.map(({ components }) => components[at]!),
    })),
    ratio: {
      value: participationRatio(whole) ?? Number.NaN,
      // Without a group, what is left may be all the same.
      without: without.map((own) => own.participationRatio ?? Number.NaN),
    },
    shares: [...whole.slice(0, keptComponents)].map((value) => value / total),
  };
}

function readingsOf(layer: string, found: Dimensions, size: number): Reading[] {
  const nothing = "reason" in found ? { value: null, reason: found.reason } : undefined;
  const reading = (
    quantity: string,
    own: Jackknifed | undefined,
    { of, unit = 1 }: { readonly of?: string; readonly unit?: number } = {},
  ): Reading => ({
    quantity,
    layer,
    of,
    ...(nothing ?? numberWithEnds(own!, { size, unit })),
  });
  const counted = shares.map((share, at) => ({
    of: `${Math.round(100 * share)}%`,
    own: "components" in found ? found.components[at]! : undefined,
  }));
  return [
    ...counted.map(({ of, own }) => reading("components", own, { of })),
    ...counted.map(({ of, own }) => reading("components per dimension", own, { of, unit: size })),
    reading("participation ratio", "ratio" in found ? found.ratio : undefined),
  ];
}

/** No more directions vary than the layer has. */
function numberWithEnds(
  { value, without }: Jackknifed,
  { size, unit }: { readonly size: number; readonly unit: number },
) {
  const ends = jackknifeInterval(value, without, [0, size]);
  return { value: value / unit, ...(ends && { low: ends.low / unit, high: ends.high / unit }) };
}
