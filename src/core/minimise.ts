/** A function's value at a point; its gradient there is written into `gradient`. */
export type Differentiable = (point: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  /** The search ends where no part of the gradient is further from 0. */
  readonly tolerance: number;
  /** The search ends after so many steps in any case. */
  readonly mostSteps?: number;
  /** About the inverse of the curvature, symmetric and positive, times a vector: the nearer it is, the fewer steps. */
  readonly precondition?: (vector: Float64Array) => Float64Array;
}

/** Where a search ended. */
export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** Whether the gradient came within the tolerance. */
  readonly isReached: boolean;
}

/** Steps of which the curvature is remembered. */
const memory = 10;
/** The share of the promised descent that a step must bring. */
const leastDescent = 1e-4;
/** A step is halved at most so often. */
const mostHalvings = 40;

/**
 * The minimum of a convex function with a gradient: limited-memory BFGS, with steps that are halved until they lead down
 * far enough. The same function from the same start always ends at the same bits.
 *
 * @source Liu & Nocedal 1989, Mathematical Programming 45, 503–528; Nocedal & Wright 2006, "Numerical Optimization",
 * algorithms 3.1 and 7.4
 */
export function minimise(
  evaluate: Differentiable,
  start: Float64Array,
  { tolerance, mostSteps = 1000, precondition = (vector) => vector.slice() }: MinimiseOptions,
): Minimum {
  const gradient = new Float64Array(start.length);
  let place: Place = { point: start.slice(), value: evaluate(start, gradient), gradient };
  const pairs: Curvature[] = [];
  for (let steps = 0; ; steps++) {
    const isReached = largest(place.gradient) <= tolerance;
    const end = { point: place.point, value: place.value, steps, isReached };
    if (isReached || steps === mostSteps) return end;
    const next = stepAlong(evaluate, place, descentOf(place.gradient, pairs, precondition));
    if (!next) return end;
    const moved = difference(next.point, place.point);
    const turned = difference(next.gradient, place.gradient);
    const curvature = dot(moved, turned);
    // A function that is convex but for rounding may show none: such a step teaches nothing.
    if (curvature > 0) {
      pairs.push({
        moved,
        turned,
        curvature,
        scale: curvature / dot(turned, precondition(turned)),
      });
    }
    if (pairs.length > memory) pairs.shift();
    place = next;
  }
}

/** What a step taught: how far it led, by how much the gradient turned, and the product of both. */
interface Curvature {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly curvature: number;
  /** What the preconditioner has to be multiplied with to fit to it. */
  readonly scale: number;
}

/** Minus the gradient, stretched by the inverse of the curvature as far as it is known. */
function descentOf(
  gradient: Float64Array,
  pairs: readonly Curvature[],
  precondition: (vector: Float64Array) => Float64Array,
): Float64Array {
  const remainder = gradient.map((part) => -part);
  const shares = pairs.toReversed().map((pair) => {
    const share = dot(pair.moved, remainder) / pair.curvature;
    addTo(remainder, pair.turned, -share);
    return share;
  });
  const direction = precondition(remainder);
  // Nothing is known of the scale before the first step: it is no longer than 1.
  const scale = pairs.at(-1)?.scale ?? 1 / Math.max(1, Math.sqrt(dot(direction, direction)));
  for (let at = 0; at < direction.length; at++) direction[at] = direction[at]! * scale;
  pairs.forEach((pair, at) => {
    const correction = dot(pair.turned, direction) / pair.curvature;
    addTo(direction, pair.moved, shares[pairs.length - 1 - at]! - correction);
  });
  return direction;
}

interface Place {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Where a step leads that goes down far enough; nothing where rounding lets none. */
function stepAlong(
  evaluate: Differentiable,
  { point, value, gradient }: Place,
  direction: Float64Array,
): Place | undefined {
  const slope = dot(gradient, direction);
  let size = 1;
  for (let halvings = 0; halvings < mostHalvings; halvings++) {
    const next = point.slice();
    addTo(next, direction, size);
    const nextGradient = new Float64Array(point.length);
    const nextValue = evaluate(next, nextGradient);
    if (nextValue <= value + leastDescent * size * slope) {
      return { point: next, value: nextValue, gradient: nextGradient };
    }
    size /= 2;
  }
  return undefined;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((part, at) => part - b[at]!);
}

function addTo(sum: Float64Array, other: Float64Array, factor: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] = sum[at]! + factor * other[at]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
