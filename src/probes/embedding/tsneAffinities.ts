import type { Neighbours } from "./nearestNeighbours.ts";

/** How likely two points are to be taken for neighbours: each pair once, and none that never is. */
export interface Affinities {
  /** Where the pairs of each point with earlier ones begin and, one further, end. Shape: [N + 1] */
  readonly starts: Uint32Array;
  /** The earlier point of each pair. */
  readonly others: Uint32Array;
  /** Of the pair in either order: twice their sum is 1. */
  readonly values: Float64Array;
}

/** Farther ones than so many times the perplexity have next to no weight. */
export const neighboursPerPerplexity = 3;

/** Of the logarithm of the perplexity. Units: nats */
const tolerance = 1e-5;
const mostHalvings = 60;

/**
 * How likely two points are to be taken for neighbours: Gaussian around each, as wide as gives it the wanted number of
 * effective neighbours, and both directions taken together. Of more points at one place than the perplexity wants as
 * neighbours, all that are known are equally likely.
 *
 * Shape: the k nearest neighbours of N points -> their pairs, N·k at most
 * @source van der Maaten & Hinton 2008, JMLR 9, 2579–2605, equation 1 and section 3.1; of the nearest alone: van der
 * Maaten 2014, JMLR 15, 3221–3245, section 4.1
 */
export function tsneAffinities(neighbours: Neighbours, perplexity: number): Affinities {
  const { count, k, squaredDistances } = neighbours;
  const likelihoods = new Float64Array(count * k);
  const mean = squaredDistances.reduce((sum, own) => sum + own, 0) / squaredDistances.length;
  for (let from = 0; from < likelihoods.length; from += k) {
    const distances = squaredDistances.subarray(from, from + k);
    // Where all distances are 0, any unit will do.
    fillRow(likelihoods.subarray(from, from + k), distances, { unit: mean || 1, perplexity });
  }
  return joined(neighbours, likelihoods);
}

interface RowOptions {
  /** What precisions are measured by. */
  readonly unit: number;
  readonly perplexity: number;
}

/** The precision is found by halving: entropy falls as it rises. */
function fillRow(
  out: Float64Array,
  distances: Float64Array,
  { unit, perplexity }: RowOptions,
): void {
  const wanted = Math.log(perplexity);
  let [low, high, precision] = [0, Number.POSITIVE_INFINITY, 1];
  for (let halving = 0; halving < mostHalvings; halving++) {
    const entropy = fillLikelihoods(out, distances, precision / unit);
    if (Math.abs(entropy - wanted) < tolerance) return;
    if (entropy > wanted) low = precision;
    else high = precision;
    precision = high === Number.POSITIVE_INFINITY ? 2 * precision : (low + high) / 2;
  }
}

/** Gives their entropy, in nats. */
function fillLikelihoods(out: Float64Array, distances: Float64Array, precision: number): number {
  let [sum, weighted] = [0, 0];
  for (let at = 0; at < out.length; at++) {
    const further = precision * (distances[at]! - distances[0]!);
    const likelihood = Math.exp(-further);
    out[at] = likelihood;
    sum += likelihood;
    if (likelihood > 0) weighted += likelihood * further;
  }
  for (let at = 0; at < out.length; at++) out[at] = out[at]! / sum;
  return Math.log(sum) + weighted / sum;
}

/** Both directions of each pair taken together. */
function joined(neighbours: Neighbours, likelihoods: Float64Array): Affinities {
  const { count } = neighbours;
  const directed = byLaterPoint(neighbours, likelihoods);
  const starts = new Uint32Array(count + 1);
  const { others, values } = directed;
  // Of each earlier point, where its pair with the point at hand is, if that began no earlier.
  const places = new Uint32Array(count);
  let end = 0;
  for (let point = 0; point < count; point++) {
    starts[point] = end;
    for (let at = directed.starts[point]!; at < directed.starts[point + 1]!; at++) {
      const other = others[at]!;
      const share = values[at]! / (2 * count);
      const place = places[other]!;
      if (place >= starts[point]! && place < end && others[place] === other) {
        values[place] = values[place]! + share;
      } else {
        places[other] = end;
        others[end] = other;
        values[end] = share;
        end++;
      }
    }
  }
  starts[count] = end;
  return { starts, others: others.slice(0, end), values: values.slice(0, end) };
}

/** Each neighbour of each point, at the later of the two. */
function byLaterPoint({ count, k, indices }: Neighbours, likelihoods: Float64Array): Affinities {
  const starts = new Uint32Array(count + 1);
  for (let at = 0; at < indices.length; at++) {
    const later = Math.max(Math.floor(at / k), indices[at]!);
    starts[later + 1] = starts[later + 1]! + 1;
  }
  for (let point = 0; point < count; point++)
    starts[point + 1] = starts[point + 1]! + starts[point]!;
  const places = starts.slice();
  const others = new Uint32Array(indices.length);
  const values = new Float64Array(indices.length);
  for (let at = 0; at < indices.length; at++) {
    const [point, other] = [Math.floor(at / k), indices[at]!];
    const later = Math.max(point, other);
    const place = places[later]!;
    places[later] = place + 1;
    others[place] = Math.min(point, other);
    values[place] = likelihoods[at]!;
  }
  return { starts, others, values };
}
