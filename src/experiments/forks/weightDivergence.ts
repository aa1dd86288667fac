/** How two trainings' weights lie to each other, seen from where each began. Units: none; null where neither has moved */
export interface WeightDivergence {
  /**
   * Length of the difference between the ways that the two have gone, as a share of both ways' lengths: 0 where they have
   * gone the same way, 1 where they have gone opposite ways or only one has moved, √½ for equally long ways at a right
   * angle.
   */
  readonly distance: number | null;
  /** Cosine of the angle between the ways; null where one of the two has not moved. */
  readonly cosine: number | null;
}

/** A training's weights, and those that it is seen from. */
export interface Way {
  readonly from: Float32Array;
  readonly to: Float32Array;
}

/**
 * Compares two ways through the space of weights. The distance is relative to the ways so that it does not grow just because
 * both go on, and to both of them so that it has an end and does not depend on which comes first.
 *
 * @source own definition
 */
export function weightDivergence(a: Way, b: Way): WeightDivergence {
  const [lengthOfA, lengthOfB] = [Math.sqrt(product(a, a)), Math.sqrt(product(b, b))];
  const lengths = lengthOfA + lengthOfB;
  if (lengths === 0) return { distance: null, cosine: null };
  const hasCosine = lengthOfA > 0 && lengthOfB > 0;
  const cosine = product(a, b) / lengthOfA / lengthOfB;
  return {
    distance: Math.min(1, gap(a, b) / lengths),
    cosine: hasCosine ? Math.max(-1, Math.min(1, cosine)) : null,
  };
}

function product(a: Way, b: Way): number {
  let sum = 0;
  for (let at = 0; at < a.to.length; at++) {
    sum += (a.to[at]! - a.from[at]!) * (b.to[at]! - b.from[at]!);
  }
  return sum;
}

function gap(a: Way, b: Way): number {
  let sum = 0;
  for (let at = 0; at < a.to.length; at++) {
    sum += (a.to[at]! - a.from[at]! - (b.to[at]! - b.from[at]!)) ** 2;
  }
  return Math.sqrt(sum);
}
