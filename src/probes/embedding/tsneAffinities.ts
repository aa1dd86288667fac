/** Of the logarithm of the perplexity. Units: nats */
const tolerance = 1e-5;
const mostHalvings = 60;

/**
 * How likely two points are to be taken for neighbours: Gaussian around each, as wide as gives it the wanted number of
 * effective neighbours, and both directions taken together. They sum up to 1. Of more points at one place than the
 * perplexity wants as neighbours, all are equally likely.
 *
 * Shape: squared distances [N, N] -> [N, N]
 * @source van der Maaten & Hinton 2008, JMLR 9, 2579–2605, equation 1 and section 3.1
 */
export function tsneAffinities(
  distances: Float64Array,
  count: number,
  perplexity: number,
): Float64Array {
  const conditional = new Float64Array(count * count);
  const mean = distances.reduce((sum, own) => sum + own, 0) / (count * (count - 1));
  for (let point = 0; point < count; point++) {
    const from = point * count;
    const own = conditional.subarray(from, from + count);
    fillRow(own, distances.subarray(from, from + count), { point, mean, perplexity });
  }
  const joint = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      const sum = conditional[a * count + b]! + conditional[b * count + a]!;
      joint[a * count + b] = sum / (2 * count);
    }
  }
  return joint;
}

interface RowOptions {
  readonly point: number;
  /** Of all distances: what precisions are measured by. */
  readonly mean: number;
  readonly perplexity: number;
}

/** The precision is found by halving: entropy falls as it rises. */
function fillRow(
  out: Float64Array,
  distances: Float64Array,
  { point, mean, perplexity }: RowOptions,
): void {
  const wanted = Math.log(perplexity);
  let [low, high, precision] = [0, Number.POSITIVE_INFINITY, 1];
  for (let halving = 0; halving < mostHalvings; halving++) {
    const entropy = likelihoods(out, distances, { point, precision: precision / mean });
    if (Math.abs(entropy - wanted) < tolerance) return;
    if (entropy > wanted) low = precision;
    else high = precision;
    precision = high === Number.POSITIVE_INFINITY ? 2 * precision : (low + high) / 2;
  }
}

/** Fills in the likelihoods and gives their entropy, in nats. */
function likelihoods(
  out: Float64Array,
  distances: Float64Array,
  { point, precision }: { readonly point: number; readonly precision: number },
): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < out.length; at++) {
    if (at !== point) nearest = Math.min(nearest, distances[at]!);
  }
  let [sum, weighted] = [0, 0];
  for (let at = 0; at < out.length; at++) {
    const further = precision * (distances[at]! - nearest);
    const likelihood = at === point ? 0 : Math.exp(-further);
    out[at] = likelihood;
    sum += likelihood;
    if (likelihood > 0) weighted += likelihood * further;
  }
  for (let at = 0; at < out.length; at++) out[at] = out[at]! / sum;
  return Math.log(sum) + weighted / sum;
}
