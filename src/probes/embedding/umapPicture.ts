import { UMAP } from "umap-js";
import type { Stream } from "../../core/random.ts";
import type { FeatureRows } from "../readout/fitLogistic.ts";

export interface UmapOptions {
  /** Neighbours of each point, itself among them. */
  readonly neighbours: number;
  /** All points of each but itself, the nearest first. */
  readonly order: readonly Uint32Array[];
  /** Shape: [N, N] */
  readonly distances: Float64Array;
  /** Where the points begin. Shape: [N, 2] */
  readonly start: Float64Array;
  readonly steps?: number;
  readonly stream: Stream;
}

/**
 * UMAP in the plane by the library umap-js, from given positions and with exact neighbours; what it draws comes from the
 * stream, so that the same start and stream give the same bits.
 *
 * Shape: points [N, d] -> [N, 2]
 * @source McInnes, Healy & Melville 2018, arXiv:1802.03426
 */
export function umapPicture(
  { values, count, size }: FeatureRows,
  { neighbours, order, distances, start, steps = 500, stream }: UmapOptions,
): Float64Array {
  let drawn = 0;
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: neighbours,
    nEpochs: steps,
    minDist: 0.1,
    random: () => stream.uniform(0, drawn++),
  });
  const nearest = order.map((others, point) => [point, ...others.subarray(0, neighbours - 1)]);
  const lengths = nearest.map((own, point) =>
    own.map((other) => Math.sqrt(distances[point * count + other]!)),
  );
  umap.setPrecomputedKNN(nearest, lengths);
  const points = Array.from({ length: count }, (_, row) =>
    Array.from({ length: size }, (_, at) => values[row * size + at]!),
  );
  umap.initializeFit(points);
  // The library begins at random positions; it goes on from those that stand in its own arrays.
  const positions = umap.getEmbedding();
  positions.forEach((place, point) => {
    place[0] = start[2 * point]!;
    place[1] = start[2 * point + 1]!;
  });
  for (let step = 0; step < steps; step++) umap.step();
  return Float64Array.from(positions.flat());
}
