import { percent } from "../../../figures/text.ts";
import { isMnist } from "../../isMnist.ts";
import type { DatasetSummary } from "../../study.ts";
import { thousands } from "../../words.ts";
import { type UsedCounts, usedCounts } from "../measure/usedCounts.ts";
import { type SequenceSettings, sequenceSettings } from "../settings.ts";

/**
 * Every assumption, and what was done otherwise than in the source.
 *
 * @source Inoue & Tsukamoto 2021, section 2: what it says, and where it is silent
 */
export function notesOf(settings: SequenceSettings, dataset: DatasetSummary): string[] {
  return [
    dataNote(dataset),
    ...changesNote(settings),
    ...networkNotes(settings),
    ...trainingNotes(settings),
    ...measureNotes(usedCounts(settings, dataset)),
  ];
}

function dataNote(dataset: DatasetSummary): string {
  return isMnist(dataset)
    ? "Data: MNIST. The source divides 70,000 images into 42,000, 18,000 and 10,000 and does not say which; here they are the first 42,000 training images, the other 18,000, and the test images."
    : `Data: ${dataset.title}, ${thousands(dataset.trainCount)} training and ${thousands(dataset.testCount)} test images, of which the first 70% of the training images are learned from; the source used 42,000, 18,000 and 10,000 images of MNIST.${dataset.note === "" ? "" : ` ${dataset.note.replace(/\.?$/, ".")}`}`;
}

/** What the source does say and this run does otherwise. */
function changesNote(settings: SequenceSettings): string[] {
  const said = {
    learningRate: "a learning rate of",
    epochs: "epochs:",
    batchSize: "batches of",
    filters: "filters:",
    dropout: "dropout of",
  } as const;
  const keys = Object.keys(said) as (keyof typeof said)[];
  const changed = keys.filter((key) => settings[key] !== sequenceSettings[key].default);
  if (changed.length === 0) return [];
  const words = changed.map(
    (key) => `${said[key]} ${settings[key]} instead of ${sequenceSettings[key].default}`,
  );
  return [`Unlike the source, this run has ${words.join(", ")}: its numbers are not the source's.`];
}

function networkNotes(settings: SequenceSettings): string[] {
  const { kernelSize, padding, activation, poolSize, hiddenSize, labels, reads, initialisation } =
    settings;
  const name = { relu: "ReLU", tanh: "tanh", sigmoid: "sigmoid" }[activation];
  return [
    `The source gives no size of filter, padding, activation, kind or window of pooling: ${kernelSize}×${kernelSize}, ${padding === "none" ? "none" : "zeros, so that maps have the image's size"}, ${name}, maximum of ${poolSize}×${poolSize} are ours. Behind the dropout stands one full connection to the ten outputs; whether the source has another layer there, it does not say.`,
    `The source does not give the LSTM's size: ${hiddenSize} units, and a full connection from the last state to 28 answers, are ours. An answer is a class, so that being off by 1 is as wrong as being off by 20.`,
    `The source calls what model-1's LSTM learns from predicted labels; here they are told ${labels === "one-hot" ? "one-hot" : "as probabilities"}. They are those of the training images for training, and those of the test images for testing, always with the true third number as the answer.`,
    `The source has the CNNs' outputs go directly into model-2's LSTM; here they are those ${reads === "logits" ? "before softmax. Read after softmax, model-2 did not learn within 100 epochs in the pilot of docs/studies/sequence.md" : "after softmax, unlike the default of this study"}.`,
    `The source does not give an initialisation: here every layer begins as ${initialisation === "pytorch" ? "PyTorch" : "Keras"} would have it.`,
  ];
}

function trainingNotes({ batchSize }: SequenceSettings): string[] {
  return [
    "The part that the source calls validation is not used to choose anything: every network is the one after its last epoch. Linear readouts are fitted to some of its images.",
    `The last images of an epoch that do not fill a batch of ${batchSize} are left out; all are drawn in a new order every epoch.`,
    "Dropout is on in training only, and off in all that is measured.",
    "CNN1 and CNN2 of a seed have seeds of their own, 2s and 2s + 1, so that they do not begin alike. The LSTM and model-2 have seed s; the two CNNs of model-2 begin differently, too.",
  ];
}

function measureNotes({ fitted, fittedMaps, asked, compared }: UsedCounts): string[] {
  return [
    `Linear CKA is computed from the ten outputs before softmax for the same ${thousands(compared)} test digits, debiased for their number.`,
    `Linear readouts are classifiers that see one CNN's ten outputs; they are fitted to ${thousands(fitted)} of the images set aside and tested with ${thousands(asked)} test images, none of which any network has learned from. Those of the pooled maps, with every position of every map as a feature, are fitted to ${thousands(fittedMaps)}.`,
    `Intervals are 95% confidence intervals of the mean over seeds (Student t); they say how far another set of seeds may lie, not how far other data may. Pairs of CNNs of different seeds share CNNs: of them the range is told, and no interval.`,
    `Chance: a network that always answers the most frequent third number of all pairs of digits would be right on about ${percent(0.05)}, for after all 100 pairs no number comes more than 5 times.`,
  ];
}
