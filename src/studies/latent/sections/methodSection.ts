import type { ReportSection } from "../../../figures/report.ts";
import { percent } from "../../../figures/text.ts";
import type { DatasetSummary } from "../../study.ts";
import { countOf, seedsOf, thousands } from "../../words.ts";
import { rateOf } from "../cells.ts";
import type { LatentSettings } from "../settings.ts";
import { countedShares, fewImages, sourceShare, varianceShares } from "../shares.ts";
import { listed } from "../words/byNetwork.ts";
import { networksTable } from "./networksTable.ts";

/**
 * Which networks are trained on what, and how their outputs are counted.
 *
 * @source Dai & Jin'no, sections 2 to 4; what is ours is said
 */
export function methodSection(settings: LatentSettings, dataset: DatasetSummary): ReportSection {
  return {
    id: "method",
    title: "Networks, training, measure",
    paragraphs: [
      networksParagraph(settings),
      trainingParagraph(settings, dataset),
      measureParagraph(settings, dataset),
      furtherParagraph(settings, dataset),
    ],
    // The first table of all is what a terminal shows: the source's.
    tables: [],
    figures: [],
    lookedUp: [networksTable(settings)],
  };
}

function networksParagraph({ width, normalisation }: LatentSettings): string {
  const norm = normalisation === "batch" ? "batch norm and ReLU" : "ReLU";
  return `Four networks of six 3×3 convolutions (c1 to c6), each with ${norm} behind it, then the mean over all positions of each channel (gap) and a full connection to the classes. The source draws their dimensions and names no channels; those here are ours: No. 1 begins with ${width} channels, doubles them at c3 and c5, and halves its maps behind c2 and c4; No. 2 has half the channels; No. 3 and No. 4 leave out the pooling behind c4, or have it behind c3, and choose channels so that dimensions are equal from c3, or from c4, to c6.`;
}

function trainingParagraph(settings: LatentSettings, dataset: DatasetSummary): string {
  const { momentum, weightDecay, epochs, batchSize, augment, seeds, normalisation } = settings;
  const moved = augment === "yes" ? ", images moved by up to 4 pixels and mirrored at random" : "";
  return `The source does not say how its networks are trained. Here: SGD, learning rate ${rateOf(settings, normalisation)} falling to 0 along a cosine, momentum ${momentum}, weight decay ${weightDecay}, batches of ${batchSize}, ${countOf(epochs, "epoch")}${moved}, on ${thousands(dataset.trainCount)} images of ${dataset.title}; each network with ${seedsOf(seeds)}.${controlsWords(settings)}`;
}

function controlsWords(settings: LatentSettings): string {
  if (settings.controls === "no") return "";
  const other = settings.normalisation === "batch" ? "none" : "batch";
  const words = other === "none" ? "without batch norm" : "with batch norm";
  return ` No. 1 is trained twice more, which the source did not: on labels that are shuffled among the images, and ${words}, then with a learning rate of ${rateOf(settings, other)}.`;
}

function measureParagraph(settings: LatentSettings, { testCount }: DatasetSummary): string {
  const others = varianceShares
    .filter((share) => share !== sourceShare)
    .map((share) => percent(share));
  const images = thousands(Math.min(settings.sampleCount, testCount));
  return `After training, the first ${images} test images are shown, as they are, and each layer's output for an image is written as one vector; the mean over images is subtracted, and nothing is scaled. The count for ${percent(sourceShare)} is the smallest number of principal components whose variances come to ${percent(sourceShare)} of the whole; counts for ${listed(others)} were taken, too, those for more than ${percent(countedShares(Number.POSITIVE_INFINITY).at(-1)!)} of at most ${thousands(fewImages)} images. Counts are those of the full decomposition, whether all eigenvalues were computed, or only as many as a share needs beside the exact whole. Outputs are computed in 32-bit numbers, whatever training was computed in, and their products summed in numbers of at least as many bits: where a share comes within that rounding of its limit, a count may be off by one.`;
}

function furtherParagraph(
  { viewCount, pictureCount }: LatentSettings,
  { testCount }: DatasetSummary,
): string {
  const pictures =
    pictureCount > 0 ? ` Pictures are of ${thousands(pictureCount)} test images, first seed.` : "";
  return `What is looked at more often (every kept epoch, what lies before ReLU, training images, TwoNN) is looked at with ${thousands(Math.min(viewCount, testCount))} images. Where numbers are compared, they are of equally many images.${pictures}`;
}
