import { estimateOf } from "../../core/statistics.ts";
import { wilsonInterval } from "../../core/wilsonInterval.ts";
import type { Figure } from "../../figures/figure.ts";
import { readingCurves } from "../../figures/probes/readingCurves.ts";
import { shiftGridPictures } from "../../figures/probes/shiftGrid.ts";
import type { ProbePoint } from "../../probing/measurement.ts";
import type { ProbeResult } from "../../probing/probe.ts";
import { readingRows } from "../../probing/readingRows.ts";
import type { ShiftGridDetails } from "./shiftGridDetails.ts";
import { shownNetworks } from "./shownNetworks.ts";

const edges = {
  zero: "zeros enter at the edge",
  circular: "what leaves at one edge enters at the other",
};

/**
 * Accuracy against the shift, for some epochs of a run or for several runs; and the readings over the epochs.
 *
 * Units: accuracies as fractions
 * @source own design
 */
export async function shiftGridFigures({
  points,
  untrained,
}: ProbeResult<object>): Promise<Figure[]> {
  const known = points.filter(({ details }) => details !== undefined);
  if (known.length === 0) return [];
  const { count, mode, shifts } = detailsOf(known[0]!);
  const networks = shownNetworks(known);
  const cells = networks.flatMap(({ name, points }) =>
    shifts.map(({ dx, dy }, at) => ({ panel: name, dx, dy, accuracy: accuracyAt(points, at) })),
  );
  const isAlone = networks.every(({ points }) => points.length === 1);
  const chance = known[0]!.readings.find((reading) => reading.chance)?.chance?.[0];
  const pictures = await shiftGridPictures(cells, {
    subtitle: `${count} images; ${edges[mode]}`,
    interval: isAlone
      ? "Bands are 95% intervals for the number of images (Wilson). The dotted line is the share of the commonest class."
      : "Mean over seeds at the last epoch, with bands for the 95% confidence interval of the mean (Student t). The dotted line is the share of the commonest class.",
    chance,
  });
  // As layers, so that they stand in one picture.
  const rows = readingRows(points).map(({ of, ...row }) => ({ ...row, layer: of }));
  const none = untrained.flatMap(({ readings }) => readings);
  const curves = await readingCurves(rows, {
    id: "shift-grid",
    headlines: {
      accuracy: "How many images are told right that were moved",
      "unchanged answers": "How often an answer stays the same where the image is moved",
    },
    untrained: none.map(({ of, ...row }) => ({ ...row, layer: of })),
    formats: { accuracy: "percent", "unchanged answers": "percent" },
    subtitle: `${count} images under ${shifts.length} shifts; ${edges[mode]}`,
    captions: {
      accuracy: "The mean over all shifts has the unmoved images among it.",
      "unchanged answers":
        "Unchanged are answers that moving an image leaves as they were, right or wrong.",
    },
  });
  return [...pictures, ...curves];
}

function accuracyAt(points: readonly ProbePoint[], shift: number) {
  const shares = points.map((point) => {
    const { right, count } = detailsOf(point);
    return { matches: right[shift]!, count };
  });
  const estimate = estimateOf(shares.map(({ matches, count }) => matches / count));
  const [alone, ...more] = shares;
  return more.length > 0
    ? estimate
    : { ...estimate, ...wilsonInterval(alone!.matches, alone!.count) };
}

/** Of a point whose outputs were finite. */
function detailsOf({ details }: ProbePoint): ShiftGridDetails {
  return details as ShiftGridDetails;
}
