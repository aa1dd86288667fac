import type { Figure } from "../figure.ts";
import { curvePanels } from "./curvePanels.ts";
import { depthCurves } from "./depthCurves.ts";
import { emptinessOf, readingCurves } from "./readingCurves.ts";
import type { ReadingRow, UntrainedRow } from "./readingLines.ts";
import { type EpochSpectra, firstAndLastSpectra } from "./spectra.ts";

export interface PcaFigureOptions {
  readonly untrained: readonly UntrainedRow[];
  /** Shares of all variance, largest first. */
  readonly spectra: readonly EpochSpectra[];
  /** Which images, such as `300 test images`. */
  readonly subtitle: string;
}

/** The share that figures show; the others are in the numbers. */
const level = "70%";

/** How many components of each layer hold most of its variance: over the layers, over the epochs, and one by one. */
export async function pcaFigures(
  rows: readonly ReadingRow[],
  { untrained, spectra, subtitle }: PcaFigureOptions,
): Promise<Figure[]> {
  const components = `components for ${level} of the variance`;
  const perDimension = "components per dimension";
  const bars =
    "Shaded: 95% interval; of one run over its images (jackknife), of several over seeds. Grey: from the least to the greatest of networks with fresh random parameters.";
  const depth = await depthCurves(named(rows, "components", components), {
    id: "pca-dimension-components",
    title: `How many directions hold ${level} of each layer's variance`,
    subtitle,
    caption: `Number of principal components that together hold ${level} of the variance of a layer's outputs, from the first layer at the left to the last at the right; a line an epoch, 0 being the initialisation. There are no more than the images less one. ${bars}`,
    yLabel: components,
    untrained: named(untrained, "components", components),
  });
  const ratio = await depthCurves(
    rows.filter(({ quantity }) => quantity === "participation ratio"),
    {
      id: "pca-dimension-spread",
      title: "Over how many directions each layer spreads its variance",
      subtitle,
      caption: `Participation ratio of the variances of all principal components, (Σλ)² / Σλ²: as many as there are directions where all have the same variance, 1 where one has all. A line an epoch. ${bars}`,
      yLabel: "participation ratio",
      untrained: untrained.filter(({ quantity }) => quantity === "participation ratio"),
    },
  );
  const over = await readingCurves(named(rows, perDimension, perDimension), {
    id: "pca-dimension",
    subtitle,
    untrained: named(untrained, perDimension, perDimension),
    headline: `What share of its directions holds ${level} of a layer's variance`,
    formats: { [perDimension]: "percent" },
    logarithmic: [perDimension],
    caption: `Components that hold ${level} of the variance, divided by the number of the layer's units.`,
  });
  if (emptinessOf(rows)) return [];
  return [depth, ratio, ...over, ...(await spectrumFigure(spectra, subtitle))];
}

/** Readings of the level that is shown, under a name that says so. */
function named<Row extends UntrainedRow>(
  rows: readonly Row[],
  quantity: string,
  name: string,
): Row[] {
  return rows
    .filter((row) => row.quantity === quantity && row.of === level)
    .map((row) => ({ ...row, quantity: name, of: undefined }));
}

async function spectrumFigure(all: readonly EpochSpectra[], subtitle: string): Promise<Figure[]> {
  const shown = firstAndLastSpectra(all);
  if (shown.length === 0) return [];
  const curves = shown.map(({ layer, series, values }) => {
    let sum = 0;
    return {
      panel: layer,
      series,
      xs: values.map((_, at) => at + 1),
      ys: values.map((value) => {
        sum += value;
        return Math.min(1, sum);
      }),
    };
  });
  const figure = await curvePanels(curves, {
    id: "pca-dimension-spectra",
    title: "How fast the variance of each layer adds up",
    subtitle,
    caption: `Share of the variance that the first so many principal components hold together, by layer, at the first and the last epoch at which it was measured. Dotted: ${level}. The number of components is on a logarithmic scale.`,
    xLabel: "components",
    yLabel: "share of variance",
    xScale: "logarithmic",
    xFormat: "number",
    level: Number.parseFloat(level) / 100,
  });
  return [figure];
}
