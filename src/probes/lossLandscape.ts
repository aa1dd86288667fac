import { bootstrapInterval } from "../core/bootstrapInterval.ts";
import { jackknifeInterval, leaveOut } from "../core/jackknifeInterval.ts";
import { positiveNumber, wholeNumber, wholeNumberWithin } from "../core/settings.ts";
import { type LossSurface, lossLandscapeFigures } from "../figures/probes/lossLandscape.ts";
import { argMax } from "../ops/argMax.ts";
import { equal } from "../ops/equal.ts";
import { toFloat } from "../ops/toFloat.ts";
import { imagesText } from "../probing/imagesText.ts";
import type { ProbePoint, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import type { ProbeView } from "../probing/view.ts";
import { crossEntropies } from "./loss/crossEntropies.ts";
import { filterDirection } from "./loss/filterDirection.ts";

/** What the probe `loss-landscape` can be told. */
export interface LossLandscapeOptions {
  readonly dimensions: number;
  readonly steps: number;
  readonly span: number;
}

/** What was found at every point: what its figures are made of. */
export interface LossLandscapeDetails {
  /** How far along a direction, in lengths of the filters; ascending, 0 in the middle. */
  readonly places: readonly number[];
  /** One row a place along the second direction, or one row alone; null where the loss is not finite. */
  readonly losses: readonly (readonly (number | null)[])[];
  readonly accuracies: readonly (readonly number[])[];
}

/**
 * The mean loss of some images where the weights are moved along one random direction, w + αd, or in the plane of two,
 * w + αd + βe; every filter of a direction is as long as the filter of w. Of the first direction: the loss at the centre,
 * which is the network's own; the width, the least |α| where the loss is 1 nat higher, between places in proportion; and
 * the curvature at the centre, (L(h) - 2L(0) + L(-h))/h² with h the distance of places. Intervals: bootstrap over images, of
 * the width the delete-a-group jackknife. Without a finite loss at the centre there is no number, and no width where the loss
 * does not rise that far.
 *
 * Units: losses in nats; α and β without unit; accuracies as fractions
 * @source Li et al. 2018, arXiv:1712.09913, section 4; width and curvature: own choice
 */
export const lossLandscape = defineProbe<LossLandscapeOptions>({
  id: "loss-landscape",
  title: "Loss landscape",
  question: "How does the loss change around the weights?",
  headline: {
    quantity: "width",
    words:
      "how far the weights can be moved at random, in their own lengths, until the loss has risen by 1 nat",
    isMinor: true,
  },
  source: "Li et al. 2018, arXiv:1712.09913",
  caveats: [
    "One or two random directions of very many: others may look otherwise. draw= gives others.",
    "Running statistics of batch norm stay as they are while weights move.",
    "All epochs have the same direction, but every one scales it by its own weights: the path of training lies in none of the planes.",
    "Curvature is that over one step, not that of an infinitely small one.",
  ],
  options: {
    dimensions: wholeNumberWithin([1, 2], 1, "directions: 1 for a line, 2 for a plane"),
    steps: wholeNumber(
      0,
      0,
      "places to each side of the weights; 0 for 10 of a line, 5 of a plane",
    ),
    span: positiveNumber(1, "how far to each side, in lengths of the filters"),
  },
  images: { part: "train", count: 200 },
  taps: ({ logits, labels }) => ({
    rows: { logits, matches: equal(toFloat(argMax(logits)), toFloat(labels)) },
  }),
  measure(view) {
    const { options, network, numbers } = view;
    const directions = ["first", "second"]
      .slice(0, options.dimensions)
      .map((name) => filterDirection(network, numbers.parameters, view.stream(name)));
    const places = placesOf(options);
    const rows = (directions.length === 1 ? [0] : places).map((beta) =>
      places.map((alpha) => look(view, moved(numbers.parameters, directions, [alpha, beta]))),
    );
    const details: LossLandscapeDetails = {
      places,
      losses: rows.map((row) => row.map(({ losses }) => finite(meanOf(losses)))),
      accuracies: rows.map((row) => row.map(({ matches }) => meanOf(matches))),
    };
    const centre = rows[Math.floor(rows.length / 2)]!;
    return {
      readings: readingsOf(
        places,
        centre.map(({ losses }) => losses),
      ),
      details,
    };
  },
  figures: ({ points, options }) =>
    lossLandscapeFigures({
      rows: readingRows(points),
      surfaces: points.map(surfaceOf),
      images: imagesText(options),
    }),
});

function surfaceOf({ run, epoch, details }: ProbePoint): LossSurface {
  return { run, epoch, ...(details as LossLandscapeDetails) };
}

function placesOf({ dimensions, steps, span }: LossLandscapeOptions): number[] {
  const side = steps > 0 ? steps : dimensions === 1 ? 10 : 5;
  return Array.from({ length: 2 * side + 1 }, (_, at) => (span * (at - side)) / side);
}

/** A vector of its own: that of the weights themselves is left as it is. */
function moved(
  parameters: Float32Array,
  directions: readonly Float32Array[],
  distances: readonly number[],
): Float32Array {
  return parameters.map((weight, at) =>
    directions.reduce((sum, direction, index) => sum + distances[index]! * direction[at]!, weight),
  );
}

type Looked = Readonly<Record<"losses" | "matches", readonly number[]>>;

function look(
  { look, examples }: ProbeView<LossLandscapeOptions>,
  parameters: Float32Array,
): Looked {
  const { logits, matches } = look({ parameters }).rows;
  const losses = crossEntropies(logits!.values, examples.labels);
  return { losses, matches: Array.from(matches!.values) };
}

/** How much higher the loss is at the width. Units: nats */
const rise = 1;

/** Of the losses of all images at each place. */
function readingsOf(places: readonly number[], losses: readonly (readonly number[])[]): Reading[] {
  const middle = Math.floor(places.length / 2);
  const loss = estimateReading("loss", losses[middle]!);
  const step = places[middle + 1]!;
  const bends = losses[middle]!.map(
    (own, image) =>
      (losses[middle - 1]![image]! - 2 * own + losses[middle + 1]![image]!) / step ** 2,
  );
  if (loss.value === null)
    return [loss, { ...loss, quantity: "width" }, { ...loss, quantity: "curvature" }];
  return [loss, widthReading(places, losses), estimateReading("curvature", bends)];
}

function estimateReading(quantity: string, values: readonly number[]): Reading {
  if (!Number.isFinite(meanOf(values)))
    return { quantity, value: null, reason: "the loss is not finite" };
  const { mean, low, high } = bootstrapInterval(values);
  return { quantity, value: mean, ...(low === null || high === null ? {} : { low, high }) };
}

function widthReading(places: readonly number[], losses: readonly (readonly number[])[]): Reading {
  const value = widthOf(places, losses.map(meanOf));
  if (value === null) {
    const reason = `the loss rises by less than ${rise} nat up to ${places.at(-1)} to either side`;
    return { quantity: "width", value, reason };
  }
  const others = leaveOut(losses[0]!.length).map((kept) =>
    widthOf(
      places,
      losses.map((own) => meanOf(Array.from(kept, (image) => own[image]!))),
    ),
  );
  return {
    quantity: "width",
    value,
    ...jackknifeInterval(value, others, [0, Number.POSITIVE_INFINITY]),
  };
}

/** Null where the loss nowhere rises so far. */
function widthOf(places: readonly number[], losses: readonly number[]): number | null {
  const middle = Math.floor(places.length / 2);
  const limit = losses[middle]! + rise;
  const crossings = [-1, 1].flatMap((side) => {
    for (let at = 1; at <= middle; at++) {
      const [before, after] = [losses[middle + side * (at - 1)]!, losses[middle + side * at]!];
      // What is not finite is beyond every limit.
      if (after < limit) continue;
      const share = Number.isFinite(after) ? (limit - before) / (after - before) : 1;
      return [(at - 1 + share) * places[middle + 1]!];
    }
    return [];
  });
  return crossings.length > 0 ? Math.min(...crossings) : null;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
