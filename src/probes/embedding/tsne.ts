import { makeQuadtree } from "./quadtree.ts";
import { fillRepulsion } from "./repulsion.ts";
import type { Affinities } from "./tsneAffinities.ts";
import { makeTsneGradient } from "./tsneGradient.ts";

/** A picture of points in the plane, and how well it fits. */
export interface TsnePicture {
  /** Shape: [N, 2] */
  readonly positions: Float64Array;
  /** Kullback-Leibler divergence of the picture's neighbourhoods from the true ones. Units: nats */
  readonly divergence: number;
}

export interface TsneOptions {
  /** Where the points begin; left as it is. Shape: [N, 2] */
  readonly start: Float64Array;
  /** Steps in which the affinities are made larger, so that clusters can pass each other. */
  readonly exaggeratedSteps?: number;
  readonly steps?: number;
  /** θ of Barnes and Hut, from 0, all pairs, to below √½. */
  readonly theta?: number;
}

const exaggeration = 12;
const leastGain = 0.01;

/**
 * t-SNE: positions in the plane whose neighbourhoods, under Student's t with one degree of freedom, diverge least from
 * the affinities; far points push each other as groups do. Nothing in it is drawn at random: the same start gives the
 * same bits. Its steps are those of van der Maaten's own program: momentum 0.5 while the affinities are exaggerated, then
 * 0.8, a gain for each coordinate, and the learning rate that grows with the number of points. Of 5,000 outputs of a
 * trained network it comes as near as scikit-learn's, in a fraction of the time (docs/performance.md).
 *
 * Shape: affinities of N points, start [N, 2] -> [N, 2]
 * @source van der Maaten & Hinton 2008, JMLR 9, 2579–2605, algorithm 1; van der Maaten 2014, JMLR 15, 3221–3245; the
 * learning rate N/exaggeration: Belkina et al. 2019, Nature Communications 10, 5415, and 50 at least as in scikit-learn
 */
export function tsne(
  affinities: Affinities,
  { start, exaggeratedSteps = 250, steps = 750, theta = 0.5 }: TsneOptions,
): TsnePicture {
  const count = start.length / 2;
  const positions = start.slice();
  const gradient = new Float64Array(2 * count);
  const velocity = new Float64Array(2 * count);
  const gains = new Float64Array(2 * count).fill(1);
  const fillGradient = makeTsneGradient(affinities, theta);
  // Published rates are for gradients without their factor 4.
  const learningRate = Math.max(count / exaggeration / 4, 50);
  for (let step = 0; step < exaggeratedSteps + steps; step++) {
    const isExaggerated = step < exaggeratedSteps;
    fillGradient(gradient, positions, isExaggerated ? exaggeration : 1);
    const momentum = isExaggerated ? 0.5 : 0.8;
    for (let at = 0; at < positions.length; at++) {
      const isAgainst = velocity[at]! > 0 !== gradient[at]! > 0;
      gains[at] = Math.max(leastGain, isAgainst ? gains[at]! + 0.2 : gains[at]! * 0.8);
      velocity[at] = momentum * velocity[at]! - learningRate * gains[at]! * gradient[at]!;
      positions[at] = positions[at]! + velocity[at]!;
    }
  }
  return { positions: centred(positions), divergence: divergenceOf(affinities, positions) };
}

/** Kullback-Leibler divergence of a picture from the affinities, from all pairs. Units: nats */
export function divergenceOf(
  { starts, others, values }: Affinities,
  positions: Float64Array,
): number {
  const tree = makeQuadtree(positions.length / 2)(positions);
  const total = fillRepulsion(new Float64Array(positions.length), tree, 0);
  let divergence = 0;
  for (let point = 0; point < starts.length - 1; point++) {
    const [x, y] = [positions[2 * point]!, positions[2 * point + 1]!];
    for (let pair = starts[point]!; pair < starts[point + 1]!; pair++) {
      const affinity = values[pair]!;
      const other = others[pair]!;
      const [dx, dy] = [x - positions[2 * other]!, y - positions[2 * other + 1]!];
      if (affinity > 0) {
        divergence += 2 * affinity * Math.log(affinity * total * (1 + dx * dx + dy * dy));
      }
    }
  }
  return divergence;
}

function centred(positions: Float64Array): Float64Array {
  const count = positions.length / 2;
  let [x, y] = [0, 0];
  for (let at = 0; at < positions.length; at += 2) {
    x += positions[at]!;
    y += positions[at + 1]!;
  }
  return positions.map((value, at) => value - (at % 2 === 0 ? x : y) / count);
}
