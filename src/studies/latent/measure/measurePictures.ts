import { mean } from "../../../core/statistics.ts";
import { embedOverTime, judgedNeighbours } from "../../../probes/embedding/embedOverTime.ts";
import { nearestNeighbours } from "../../../probes/embedding/nearestNeighbours.ts";
import { labelAgreement } from "../../../probes/embedding/neighbours.ts";
import type { PrincipalScores } from "../../../probes/embedding/principalScores.ts";
import type { FeatureRows } from "../../../probes/readout/fitLogistic.ts";
import type { LayerName } from "../layers.ts";
import type { LayerPicture } from "./measured.ts";

/** A layer's outputs at an epoch, along their principal directions. */
export interface ScoresAtEpoch extends PrincipalScores {
  readonly epoch: number;
}

/** Of which images pictures are made, and what their random numbers are drawn from. */
export interface PictureOptions {
  /** Shape: [N] */
  readonly labels: Int32Array;
  readonly seed: number;
}

/** As in the probe `embedding`. */
const usual = { perplexity: 30, neighbours: 15 };

/**
 * Pictures of a layer by t-SNE and by UMAP at one epoch after the other, each begun from the one before. An epoch at which
 * all images have the same output has none.
 *
 * Shape: scores [N, d] at each epoch -> [N, 2] at each, by each method
 * @source van der Maaten & Hinton 2008, JMLR 9, 2579–2605; McInnes, Healy & Melville 2018, arXiv:1802.03426
 */
export function measurePictures(
  layer: LayerName,
  scores: readonly ScoresAtEpoch[],
  { labels, seed }: PictureOptions,
): LayerPicture[] {
  const count = labels.length;
  const epochs = scores
    .filter(({ dimensions }) => dimensions > 0)
    .map(({ epoch, scores: values, dimensions: size }) => ({ epoch, values, count, size }));
  const sameClass = epochs.map((points) => sameClassOf(points, labels));
  return (["tsne", "umap"] as const).flatMap((method) =>
    embedOverTime(epochs, { ...usual, method, seed }).map(({ positions, neighboursKept }, at) => ({
      layer,
      method,
      epoch: epochs[at]!.epoch,
      positions: Array.from(positions, (value) => Number(value.toPrecision(4))),
      neighboursKept,
      sameClass: sameClass[at]!,
    })),
  );
}

function sameClassOf(points: FeatureRows, labels: Int32Array): number {
  return mean(
    labelAgreement(nearestNeighbours(points, judgedNeighbours), labels, judgedNeighbours),
  );
}
