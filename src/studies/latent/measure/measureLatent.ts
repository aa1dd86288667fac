import { sizeOf } from "../../../core/shape.ts";
import { firstExamples } from "../../../data/selectExamples.ts";
import { describeNetwork, type Network } from "../../../nn/network.ts";
import { leastPoints } from "../../../probes/embedding/embedOverTime.ts";
import { type SettleOptions, settleStatistics } from "../../../train/settleStatistics.ts";
import { networkOf } from "../../networkOf.ts";
import type { NetworkAtEpoch, TrainedCell } from "../../study.ts";
import { tableRows } from "../cells.ts";
import { layerNames, tapOf } from "../layers.ts";
import type { LatentSettings } from "../settings.ts";
import { makeRoom } from "./eachOutput.ts";
import { looksAt, mostShown } from "./looks.ts";
import type { LatentMeasured, LayerPicture, LayerSize } from "./measured.ts";
import { type LayerScores, type LookMeasured, measureLook } from "./measureLook.ts";
import { measurePictures, type PictureOptions } from "./measurePictures.ts";
import { shownImages } from "./shownImages.ts";

/**
 * Over how many directions the outputs of a network's layers spread, at every kept epoch: how many principal components
 * hold shares of their variance, for several numbers of images, at several stages, of test and training images, and by
 * class; and pictures of the first seed's networks. Everything is computed in f32, whatever the training was computed in:
 * components of rounded outputs would be those of the rounding too.
 *
 * @throws {UsageError} when the images are not of bytes
 * @source components for a share of the variance after training: Dai & Jin'no, section 2; the rest is ours
 */
export async function measureLatent(
  trained: TrainedCell,
  settings: LatentSettings,
): Promise<LatentMeasured> {
  const { cell, dataset, backend, signal } = trained;
  const network = networkOf(cell);
  const shown = firstExamples(dataset.test, pictureCount(trained, settings));
  const images = { train: dataset.train.count, test: dataset.test.count, pictures: shown.count };
  const inF32 = backend.inF32 ?? backend;
  const kept = await keptOf(trained, { network, backend: inF32, batchSize: cell.batchSize });
  const room = makeRoom(network, mostShown(settings, images));
  const subject = { network, backend: inF32, dataset, signal, room };
  const found: LookMeasured[] = [];
  for (const at of kept) {
    const isEnd = at === kept[0] || at === kept.at(-1);
    for (const look of looksAt(isEnd, settings, images)) {
      found.push(await measureLook(look, { ...subject, ...at }));
    }
  }
  const scores = found.flatMap((own) => own.scores);
  const isShown = shown.count > 0 && cell.factors.row === tableRows[0]!.id;
  return {
    layers: layerSizes(network),
    spreads: found.flatMap((own) => own.spreads),
    classes: found.flatMap((own) => own.classes),
    pictures: picturesOf(scores, { labels: shown.labels, seed: cell.seed, signal }),
    shown: isShown ? shownImages(shown) : null,
  };
}

/** Pictures are made of the first seed's networks of the table, and not of fewer images than make a neighbourhood. */
function pictureCount(
  { cell, dataset }: TrainedCell,
  { seeds, pictureCount: wanted }: LatentSettings,
): number {
  const count = Math.min(wanted, dataset.test.count);
  const isAsked = cell.factors.group === "table" && cell.seed === seeds[0];
  return isAsked && count >= leastPoints ? count : 0;
}

/** Before training, with the statistics that batch norm has after it: else these, not the weights, would be compared. */
async function keptOf(
  { epochs, dataset }: TrainedCell,
  options: SettleOptions,
): Promise<NetworkAtEpoch[]> {
  const kept: NetworkAtEpoch[] = [];
  for await (const at of epochs()) {
    const { epoch, numbers } = at;
    kept.push(
      epoch > 0 ? at : { epoch, numbers: settleStatistics(numbers, dataset.train, options) },
    );
  }
  return kept;
}

function layerSizes(network: Network): LayerSize[] {
  const shapes = new Map(describeNetwork(network).layers.map(({ name, shape }) => [name, shape]));
  return layerNames.map((layer) => ({ layer, dimension: sizeOf(shapes.get(tapOf(layer))!) }));
}

function picturesOf(
  scores: readonly LayerScores[],
  { signal, ...options }: PictureOptions & { readonly signal: AbortSignal | undefined },
): LayerPicture[] {
  return layerNames.flatMap((layer) => {
    signal?.throwIfAborted();
    const own = scores.filter((at) => at.layer === layer);
    return measurePictures(layer, own, options);
  });
}
