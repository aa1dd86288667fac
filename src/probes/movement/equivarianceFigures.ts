import { estimateOf } from "../../core/statistics.ts";
import type { Figure } from "../../figures/figure.ts";
import { equivariancePicture } from "../../figures/probes/equivariance.ts";
import { readingCurves } from "../../figures/probes/readingCurves.ts";
import { imagesText } from "../../probing/imagesText.ts";
import type { ProbePoint, Reading } from "../../probing/measurement.ts";
import type { ProbeResult } from "../../probing/probe.ts";
import { readingRows } from "../../probing/readingRows.ts";
import { type ShownNetwork, shownNetworks } from "./shownNetworks.ts";

/**
 * Errors along the depth, for some epochs of a run or for several runs; and over the epochs. Of single shifts there are
 * numbers alone.
 *
 * Units: see `equivariance`
 * @source own design
 */
export async function equivarianceFigures({
  points,
  untrained,
  options,
}: ProbeResult<{ readonly shift: number }>): Promise<Figure[]> {
  const networks = shownNetworks(points);
  const rows = networks.flatMap(layerRows);
  const isAlone = networks.every(({ points }) => points.length === 1);
  const shifts = options.shift === 1 ? "1 pixel" : `1 to ${options.shift} pixels`;
  const subtitle = `${imagesText(options)}, moved to the right by ${shifts}`;
  const interval = isAlone
    ? "Bars are 95% intervals for the number of images (delta method)."
    : "Bars are 95% confidence intervals of the mean over seeds (Student t), at the last epoch.";
  const means = points.map((point) => ({ ...point, readings: meansIn(point.readings) }));
  const curves = await readingCurves(readingRows(means), {
    id: "equivariance",
    bounds: { "equivariance error": [0, Number.POSITIVE_INFINITY] },
    headline: "How far each layer is from moving along with the image",
    untrained: untrained.flatMap(({ readings }) => meansIn(readings)),
    subtitle,
    caption: "0: the layer moves along exactly; 1: moving the image changes it as much as another.",
  });
  return rows.length === 0
    ? curves
    : [await equivariancePicture(rows, { subtitle, interval }), ...curves];
}

/** Those over all shifts. */
function meansIn(readings: readonly Reading[]): readonly Reading[] {
  return readings.filter(({ of }) => of === undefined);
}

function layerRows({ name, points }: ShownNetwork) {
  return meansIn(points[0]!.readings).flatMap(({ layer }) => {
    const own = points.flatMap((point) => ofLayer(point, layer));
    if (own.length === 0) return [];
    const { low, high } = own[0]!;
    const estimate = estimateOf(own.flatMap(({ value }) => value ?? []));
    const isAlone = points.length === 1 && low !== undefined && high !== undefined;
    return [
      { network: name, layer: layer!, error: isAlone ? { ...estimate, low, high } : estimate },
    ];
  });
}

function ofLayer({ readings }: ProbePoint, layer: string | undefined): readonly Reading[] {
  return meansIn(readings).filter((reading) => reading.layer === layer && reading.value !== null);
}
