import { middleOf } from "../../core/middleOf.ts";
import type { Stream } from "../../core/random.ts";

/** What a network said of images, and whether it was right. */
export interface Judged {
  /** Probability of its answer. Shape: [N] */
  readonly confidences: ArrayLike<number>;
  /** 1 where the answer was right, else 0. Shape: [N] */
  readonly isRight: ArrayLike<number>;
}

/** Images whose confidence is above `from` and up to `to`. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Means of the images in it; null where there are none. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

/** How far confidence and accuracy are apart, over bins. */
export interface CalibrationErrors {
  /** Σ n_b/N |accuracy_b − confidence_b| */
  readonly expected: number;
  /** max |accuracy_b − confidence_b| over bins with images */
  readonly maximum: number;
}

/** Ends of a middle 95 %. */
type Ends = readonly [low: number, high: number];

/** How often images are drawn again, and right answers made up. */
const draws = 1000;

/**
 * Confidence and accuracy of images in bins of confidence, all of one width.
 *
 * Units: fractions
 * @source Niculescu-Mizil & Caruana 2005, doi:10.1145/1102351.1102430 (reliability diagram)
 */
export function reliabilityBins(judged: Judged, bins: number): ReliabilityBin[] {
  const { confidences, isRight } = judged;
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  placesOf(judged, bins).forEach((bin, image) => {
    const own = sums[bin]!;
    own.count++;
    own.confidence += confidences[image]!;
    own.right += isRight[image]!;
  });
  return sums.map(({ count, confidence, right }, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    count,
    confidence: count === 0 ? null : confidence / count,
    accuracy: count === 0 ? null : right / count,
  }));
}

/**
 * How far confidence and accuracy are apart over bins of confidence, all of one width: on average over images, and in
 * the worst bin.
 *
 * Units: fractions
 * @source Guo et al. 2017, arXiv:1706.04599, equations 3 and 5
 */
export function calibrationErrors(judged: Judged, bins: number): CalibrationErrors {
  const places = placesOf(judged, bins);
  return errorsOf(gapsOf(judged), places, countsOf(places, bins));
}

/**
 * The same of networks that are perfectly calibrated and as sure as this one: right answers are made up, each with the
 * probability that the network gave it. Not 0, since the accuracy of a few images is never quite their confidence.
 *
 * @source Bröcker & Smith 2007, doi:10.1175/WAF993.1 (consistency resampling)
 */
export function calibratedErrors(
  judged: Judged,
  bins: number,
  stream: Stream,
): { readonly expected: Ends; readonly maximum: Ends } {
  const places = placesOf(judged, bins);
  const counts = countsOf(places, bins);
  const confidences = Float64Array.from(judged.confidences);
  const uniform = new Float64Array(confidences.length);
  const gaps = new Float64Array(confidences.length);
  const found = Array.from({ length: draws }, (_, draw) => {
    stream.fillUniform(uniform, draw, 0, 1);
    for (let image = 0; image < gaps.length; image++) {
      const confidence = confidences[image]!;
      gaps[image] = (uniform[image]! < confidence ? 1 : 0) - confidence;
    }
    return errorsOf(gaps, places, counts);
  });
  return {
    expected: middleOf(Float64Array.from(found, ({ expected }) => expected)),
    maximum: middleOf(Float64Array.from(found, ({ maximum }) => maximum)),
  };
}

/**
 * 95 % interval of the expected error that all images like these would show. They are drawn again, and what that adds to
 * the error is taken off, since drawing these from all added about as much; the measured error, which has too much of
 * it, is often near the upper end, which is never below it. Where perfectly calibrated networks show as much, the
 * interval begins at 0, near which the bootstrap alone would not do.
 *
 * @param calibrated - expected errors of perfectly calibrated networks, by `calibratedErrors`
 * @source Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13 (the basic interval); its ends at 0 and
 * at the measured error: own design
 */
export function expectedErrorInterval(
  judged: Judged,
  bins: number,
  { calibrated, stream }: { readonly calibrated: Ends; readonly stream: Stream },
): { readonly low: number; readonly high: number } {
  const { expected } = calibrationErrors(judged, bins);
  const [least, most] = middleOf(drawnAgain(judged, bins, stream));
  const low = expected <= calibrated[1] ? 0 : Math.max(0, 2 * expected - most);
  return { low, high: Math.max(expected, 2 * expected - least) };
}

/** Expected errors of images that are drawn from these with replacement. */
function drawnAgain(judged: Judged, bins: number, stream: Stream): Float64Array {
  const places = placesOf(judged, bins);
  const gaps = gapsOf(judged);
  const uniform = new Float64Array(gaps.length);
  return Float64Array.from({ length: draws }, (_, draw) => {
    stream.fillUniform(uniform, draw, 0, gaps.length);
    const sums = new Float64Array(bins);
    for (let place = 0; place < gaps.length; place++) {
      const image = Math.floor(uniform[place]!);
      sums[places[image]!]! += gaps[image]!;
    }
    return sums.reduce((sum, gap) => sum + Math.abs(gap), 0) / gaps.length;
  });
}

/** The bin of each image. */
function placesOf({ confidences }: Judged, bins: number): Uint32Array {
  return Uint32Array.from(confidences, (confidence) =>
    Math.max(0, Math.min(bins, Math.ceil(confidence * bins)) - 1),
  );
}

function gapsOf({ confidences, isRight }: Judged): Float64Array {
  return Float64Array.from(confidences, (confidence, image) => isRight[image]! - confidence);
}

function countsOf(places: Uint32Array, bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  for (const place of places) counts[place]! += 1;
  return counts;
}

function errorsOf(gaps: Float64Array, places: Uint32Array, counts: Uint32Array): CalibrationErrors {
  const sums = new Float64Array(counts.length);
  for (let image = 0; image < gaps.length; image++) sums[places[image]!]! += gaps[image]!;
  const sizes = sums.map((sum) => Math.abs(sum));
  const inBins = sizes.map((size, bin) => (counts[bin] === 0 ? 0 : size / counts[bin]!));
  return {
    expected: sizes.reduce((sum, size) => sum + size, 0) / gaps.length,
    maximum: Math.max(...inBins),
  };
}
