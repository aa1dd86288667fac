import { UMAP } from "umap-js";
import type { Stream } from "../../core/random.ts";
import type { FeatureRows } from "../readout/fitLogistic.ts";
import type { Neighbours } from "./nearestNeighbours.ts";

export interface UmapOptions {
  /** Neighbours of each point, itself among them. */
  readonly neighbours: number;
  /** One fewer of each at least. */
  readonly nearest: Neighbours;
  /** Where the points begin. Shape: [N, 2] */
  readonly start: Float64Array;
  readonly steps: number | undefined;
  readonly stream: Stream;
}

const drawnAtOnce = 16_384;

/**
 * UMAP in the plane by the library umap-js, from given positions and with exact neighbours; what it draws comes from the
 * stream, so that the same start and stream give the same bits.
 *
 * Shape: points [N, d] -> [N, 2]
 * @source McInnes, Healy & Melville 2018, arXiv:1802.03426
 */
export function umapPicture(
  { values, count, size }: FeatureRows,
  { neighbours, nearest, start, steps = 500, stream }: UmapOptions,
): Float64Array {
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: neighbours,
    nEpochs: steps,
    minDist: 0.1,
    random: drawing(stream),
  });
  const { k, indices, squaredDistances } = nearest;
  const known = Array.from({ length: count }, (_, point) => {
    const [from, to] = [point * k, point * k + neighbours - 1];
    return {
      indices: [point, ...indices.subarray(from, to)],
      distances: [0, ...squaredDistances.subarray(from, to).map(Math.sqrt)],
    };
  });
  umap.setPrecomputedKNN(
    known.map((own) => own.indices),
    known.map((own) => own.distances),
  );
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

/** Numbers in [0, 1) one after the other, made many at a time. */
function drawing(stream: Stream): () => number {
  const numbers = new Float32Array(drawnAtOnce);
  let drawn = 0;
  return () => {
    const at = drawn % drawnAtOnce;
    if (at === 0) stream.fillUniform(numbers, drawn / drawnAtOnce, 0, 1);
    drawn++;
    return numbers[at]!;
  };
}
