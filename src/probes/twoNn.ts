import { jackknifeInterval, leaveOut } from "../core/jackknifeInterval.ts";
import type { Stream } from "../core/random.ts";
import { oneOf, text } from "../core/settings.ts";
import { mean } from "../core/statistics.ts";
import { twoNnFigures } from "../figures/probes/twoNn.ts";
import { affine } from "../ops/affine.ts";
import { matmul } from "../ops/matmul.ts";
import { imagesText } from "../probing/imagesText.ts";
import { type LayerRowsOptions, layerRows, positionWords } from "../probing/layerRows.ts";
import type { Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { readingRows } from "../probing/readingRows.ts";
import { centredRows } from "./dimension/centredRows.ts";
import { makeNearest, type Nearest } from "./dimension/nearestPoints.ts";
import type { Points } from "./dimension/rowSpectra.ts";
import type { Compute } from "./dimension/squaredSingularValues.ts";
import {
  type DimensionEstimate,
  type NearestTwo,
  type TwoNnMethod,
  twoNnEstimate,
} from "./dimension/twoNnEstimate.ts";

/** What the probe `two-nn` can be told. */
export interface TwoNnOptions extends LayerRowsOptions {
  readonly method: TwoNnMethod;
}

/** So many neighbours are known of each point that two are left when a tenth of the points is left out. */
const knownNeighbours = 5;

/**
 * Intrinsic dimension of each layer's outputs: how many numbers it takes to say where on their, perhaps bent, sheet the output
 * for an image lies. Beside it, as a control, the same of a cloud without any bend: as many points of the normal distribution
 * with the same covariance (`linearised dimension`). And, since the method looks at the smallest distances alone, the mean
 * over two halves of the images (`dimension of halves`): noise has another dimension when fewer points are farther apart.
 *
 * Intervals: delete-a-group jackknife over 10 groups of images; the control's is of its one cloud.
 *
 * Shape: layer [N, …] is seen as [N, D], or [N, C] with `positions=mean`
 * Units: dimensions
 * @source Facco et al. 2017, doi:10.1038/s41598-017-11873-y; control and use on layers: Ansuini et al. 2019, arXiv:1905.12784.
 * Their cloud scales axes by square roots of singular values, ours by those of the covariance's eigenvalues
 */
export const twoNn = defineProbe<TwoNnOptions>({
  id: "two-nn",
  title: "Intrinsic dimension",
  question: "How many numbers does it take to say where an image is in each layer?",
  headline: {
    quantity: "dimension",
    words: "the number of coordinates that it takes to say where an image is",
  },
  source:
    "Facco et al. 2017, doi:10.1038/s41598-017-11873-y; Ansuini et al. 2019, arXiv:1905.12784",
  caveats: [
    "The estimate takes the density for even within two neighbours' reach, and falls short of dimensions above ten or so, the more the fewer images there are.",
    "Where the dimension of halves differs much from the dimension, there is no one dimension at this distance.",
    "Images with the same output as another, or two neighbours at the same distance, are left out.",
  ],
  options: {
    layers: text("all", "layers, by name or pattern such as conv*"),
    positions: oneOf(positionWords, "each position a unit, or each channel's mean"),
    method: oneOf(["regression", "likelihood"], "how the dimension is fitted to the distances"),
  },
  images: { part: "test", count: 300 },
  untrained: true,
  taps: layerRows,
  async measure({ options: { method }, compute, eachTap, stream }) {
    const readings: Reading[] = [];
    await eachTap((layer, rows) => {
      const points = centredRows(rows, { inPlace: true });
      if ("reason" in points) {
        const { reason } = points;
        readings.push(...quantities.map((quantity) => ({ quantity, layer, value: null, reason })));
        return;
      }
      const cloud = linearised(compute, points, stream(`cloud/${layer}`));
      const order = stream(`halves/${layer}`).permutation(0, points.count);
      const nearest = makeNearest(compute, points);
      const found = [
        dimensionWithEnds(nearest(everyone(points.count), knownNeighbours), method),
        dimensionWithEnds(
          makeNearest(compute, cloud)(everyone(cloud.count), knownNeighbours),
          method,
        ),
        meanOf(halvesOf(order).map((half) => twoNnEstimate(nearestTwo(nearest(half, 2)), method))),
      ];
      readings.push(...quantities.map((quantity, at) => ({ quantity, layer, ...found[at]! })));
    });
    return { readings };
  },
  figures: ({ points, untrained, options }) =>
    twoNnFigures(readingRows(points), {
      untrained: untrained.flatMap(({ readings }) => readings),
      subtitle: imagesText(options),
    }),
});

const quantities = ["dimension", "linearised dimension", "dimension of halves"] as const;

function dimensionWithEnds(nearest: Nearest, method: TwoNnMethod) {
  const estimate = twoNnEstimate(nearestTwo(nearest), method);
  if (estimate.value === null) return estimate;
  const without = leaveOut(nearest.members.length).map(
    (kept) => twoNnEstimate(nearestTwo(nearest, kept), method).value,
  );
  return {
    ...estimate,
    ...jackknifeInterval(estimate.value, without, [0, Number.POSITIVE_INFINITY]),
  };
}

/** Of those that stay, the nearest two that stay; who has not two left among the known ones is passed over. */
function nearestTwo({ members, k, indices, distances }: Nearest, kept = members): NearestTwo[] {
  const stays = new Set(kept);
  return members.reduce<NearestTwo[]>((pairs, member, place) => {
    if (!stays.has(member)) return pairs;
    const own = [...distances.subarray(place * k, (place + 1) * k)].filter((_, at) =>
      stays.has(indices[place * k + at]!),
    );
    if (own.length >= 2) pairs.push([own[0]!, own[1]!]);
    return pairs;
  }, []);
}

function everyone(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index);
}

function halvesOf(order: Uint32Array): Uint32Array[] {
  const middle = Math.floor(order.length / 2);
  return [order.slice(0, middle), order.slice(middle)];
}

function meanOf(estimates: readonly DimensionEstimate[]): DimensionEstimate {
  const missing = estimates.find(({ value }) => value === null);
  return missing ?? { value: mean(estimates.map(({ value }) => value!)) };
}

/**
 * Normal numbers times the points: rows of it are normal with the points' own covariance, and no eigenvalue need be known.
 *
 * Shape: [N, N] · [N, D] -> [N, D]
 */
function linearised(compute: Compute, { values, count, size }: Points, stream: Stream): Points {
  const normal = new Float32Array(count * count);
  stream.fillNormal(normal, 0, 0, 1);
  const { cloud } = compute(
    {
      normal: { dtype: "f32", shape: [count, count], data: normal },
      points: { dtype: "f32", shape: [count, size], data: values },
    },
    (leaves) => ({
      cloud: affine(matmul(leaves.normal!, leaves.points!), 1 / Math.sqrt(Math.max(1, count - 1))),
    }),
  );
  return { values: Float32Array.from(cloud!), count, size };
}
