import { centredRows } from "../../../probes/dimension/centredRows.ts";
import { makeNearest } from "../../../probes/dimension/nearestPoints.ts";
import { innerProducts, makeSpectra, type Points } from "../../../probes/dimension/rowSpectra.ts";
import type { Compute } from "../../../probes/dimension/squaredSingularValues.ts";
import { type NearestTwo, twoNnEstimate } from "../../../probes/dimension/twoNnEstimate.ts";
import {
  type PrincipalScores,
  principalScores,
} from "../../../probes/embedding/principalScores.ts";
import type { Rows } from "../../../probing/rows.ts";
import { varianceShares } from "../shares.ts";
import { countsOf } from "./countsOf.ts";
import type { Look } from "./looks.ts";
import type { Spread } from "./measured.ts";
import { classGroups, type FoundByClass, nothingByClass, spreadByClass } from "./spreadByClass.ts";

/** What is found of one output of a network. */
export interface OutputMeasured {
  /** One for each number of images. */
  readonly spreads: readonly FoundSpread[];
  /** Of the largest number of images, where it is asked. */
  readonly classes: FoundByClass | undefined;
  /** What pictures are made of, where some are; no dimensions where all images have the same output. */
  readonly scores: PrincipalScores | undefined;
}

/** What is found of so many images, but not where. */
export type FoundSpread = Pick<Spread, "images" | "components" | "participationRatio" | "twoNn">;

/** What is asked of an output; the images are the first of those that rows are of. */
export interface Asked extends Omit<Look, "part" | "stages"> {
  /** Shape: [N] */
  readonly labels: Int32Array;
}

/** Directions that pictures are made of, and neighbours looked for in, as in the probe `embedding`. */
const pictureDimensions = 50;

/**
 * Over how many directions an output spreads: for several numbers of images, the first of all, and by class. The rows are
 * written over.
 *
 * Shape: rows [N, D]
 * @source components for a share of the variance: Dai & Jin'no, section 2; TwoNN: Facco et al. 2017
 */
export function measureOutput(compute: Compute, rows: Rows, asked: Asked): OutputMeasured {
  const { counts, twoNnCount, byClass, pictureCount = 0, labels } = asked;
  const points = centredRows(rows, { inPlace: true });
  if ("reason" in points) return nothingFound(asked);
  const scores = pictureCount > 0 ? scoresOf(compute, firstOf(points, pictureCount)) : undefined;
  const twoNn = twoNnCount ? twoNnOf(compute, firstOf(points, twoNnCount)) : null;
  const spectra = makeSpectra(compute, points);
  const among = countsOf(spectra, points.count);
  const counted = counts.map((images) => ({ images, ...among(first(images)) }));
  const { images, total } = counted.at(-1)!;
  const between = (groups: readonly Uint32Array[]) => spectra.countsBetween(groups, varianceShares);
  const groups = classGroups(labels, images);
  return {
    spreads: counted.map((own) => ({
      images: own.images,
      components: own.total > 0 ? own.components : null,
      participationRatio: own.participationRatio,
      twoNn: own.images === twoNnCount ? twoNn : null,
    })),
    classes: byClass ? spreadByClass(groups, { among, between, total }) : undefined,
    scores,
  };
}

/** Where all images have the same output, or one that is not finite. */
function nothingFound({ counts, byClass, pictureCount = 0, labels }: Asked): OutputMeasured {
  const nothing = { components: null, participationRatio: null, twoNn: null };
  const groups = classGroups(labels, counts.at(-1)!);
  return {
    spreads: counts.map((images) => ({ images, ...nothing })),
    classes: byClass ? nothingByClass(groups) : undefined,
    scores: pictureCount > 0 ? { scores: new Float64Array(), dimensions: 0, kept: 0 } : undefined,
  };
}

function twoNnOf(compute: Compute, points: Points): number | null {
  const { k, distances } = makeNearest(compute, points)(first(points.count), 2);
  if (k < 2) return null;
  const pairs = Array.from(
    { length: points.count },
    (_, place): NearestTwo => [distances[2 * place]!, distances[2 * place + 1]!],
  );
  return twoNnEstimate(pairs).value;
}

function scoresOf(compute: Compute, points: Points): PrincipalScores {
  return principalScores(innerProducts(compute, points), points.count, pictureDimensions);
}

function firstOf({ values, size }: Points, count: number): Points {
  return { values: values.subarray(0, count * size), count, size };
}

function first(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, place) => place);
}
