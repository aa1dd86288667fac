import { percent } from "../../../figures/text.ts";
import { isCifar10 } from "../../isCifar10.ts";
import type { DatasetSummary } from "../../study.ts";
import { thousands } from "../../words.ts";
import { rateOf } from "../cells.ts";
import { leastGain } from "../compare/networkNamed.ts";
import type { LatentSettings } from "../settings.ts";
import { sourceShare } from "../shares.ts";

/**
 * Every assumption, and what was done otherwise than in the source.
 *
 * @source Dai & Jin'no, sections 2 to 4: what they say, and where they are silent
 */
export function notesOf(settings: LatentSettings, dataset: DatasetSummary): string[] {
  return [
    dataNote(dataset),
    ...networkNotes(settings),
    ...trainingNotes(settings),
    ...measureNotes(settings, dataset),
  ];
}

function dataNote(dataset: DatasetSummary): string {
  if (isCifar10(dataset)) return "Data: CIFAR-10, as published.";
  const note = dataset.note === "" ? "" : ` ${dataset.note.replace(/\.?$/, ".")}`;
  return `Data: ${dataset.title}, ${thousands(dataset.trainCount)} training and ${thousands(dataset.testCount)} test images of ${dataset.classes.length} classes; the source used CIFAR-10, as published.${note} What the source says is judged by comparisons and limits alone, and on these data.`;
}

function networkNotes({ width, normalisation }: LatentSettings): string[] {
  const none = normalisation === "none";
  return [
    `The source names its network and gives neither channels nor kernels: \`sixconv\` with ${width}, ${width}, ${2 * width}, ${2 * width}, ${4 * width} and ${4 * width} channels, 3×3 kernels, ${none ? "no batch norm" : "batch norm"}, ReLU and max pooling behind c2 and c4 is our proposal, No. 2 has half of these channels. It has the order of dimensions that the source tells: c2's is larger than c3's.`,
    `How the source made equal the dimensions of No. 3 (c3 to c6) and No. 4 (c4 to c6), beyond leaving out poolings and making channels equal, it does not say: No. 3 has ${2 * width} channels from c3 on and one pooling, behind c2; No. 4 has ${4 * width} from c4 on and poolings behind c2 and c3.`,
    "A layer's output is what ReLU gives, before it is pooled, flattened; the source does not say where it looks. The convolution's own sums and what batch norm makes of them are counted beside it.",
    "Every network has ten outputs, whatever the number of classes.",
  ];
}

function trainingNotes(settings: LatentSettings): string[] {
  const { epochs, batchSize, learningRate, augment, momentum, weightDecay } = settings;
  return [
    `The source does not say how it trains: SGD with momentum ${momentum}, a learning rate from ${learningRate} down along a cosine, weight decay ${weightDecay}, batches of ${batchSize} and ${epochs} ${epochs === 1 ? "epoch" : "epochs"}${augment === "yes" ? ", images moved and mirrored," : ""} are ours. Networks of longer training may be spread otherwise: the section on time shows how counts change with it.`,
    `Without batch norm networks learn less at this rate: they are given ${rateOf(settings, "none")}.`,
    "What training was computed in stands under where the numbers come from; everything that is measured is computed in 32 bits at least, also where that was bfloat16.",
    `A network has learned where its accuracy is at least ${100 * leastGain} points above that before training; else nothing is concluded from it.`,
  ];
}

function measureNotes(settings: LatentSettings, { testCount }: DatasetSummary): string[] {
  const { sampleCount, viewCount } = settings;
  return [
    `Components are those of the covariance over images, mean taken off, of the first ${thousands(Math.min(sampleCount, testCount))} test images; epochs, stages and training images are counted with ${thousands(Math.min(viewCount, testCount))}. How many images the source takes, and of which part, it does not say.`,
    `The count is the smallest number of components that hold at least ${percent(sourceShare)} of the variance; the ratio is the count divided by the layer's dimension. Counts are those of all principal components, not of as many as were computed; where a share comes within the rounding of 32-bit products of its limit, a count may be off by one.`,
    "Intervals are 95% confidence intervals of the mean over seeds (Student t); they say how far another set of seeds may lie, not how far other images may. Comparisons are paired by seed; of how many times as much something is, the mean is geometric, and the interval, in brackets, is that of the mean logarithm. The images are the same for all seeds.",
    "Networks before training have the weights that they begin with, and running statistics of batch norm from 100 batches of training images, as after training: with those that batch norm begins with, mean 0 and variance 1, it would normalise nothing, and what it does would be taken for learned.",
    "Shuffled labels are those of the training images in another order: as many of every class, but nothing to be learned save by heart.",
  ];
}
