import type { ReportSection } from "../../../figures/report.ts";
import { percent } from "../../../figures/text.ts";
import type { DatasetSummary } from "../../study.ts";
import { countOf, seedsOf, thousands } from "../../words.ts";
import { type UsedCounts, usedCounts } from "../measure/usedCounts.ts";
import type { SequenceResults } from "../results.ts";
import type { SequenceSettings } from "../settings.ts";
import { networksTable } from "./networksTable.ts";
import { taskFigure } from "./taskFigure.ts";

/** What the section is told besides the results. */
export interface MethodSectionOptions {
  readonly subtitle: string;
  readonly settings: SequenceSettings;
  readonly dataset: Pick<DatasetSummary, "trainCount" | "testCount">;
}

/**
 * What is asked, of which networks, how they are trained and what is measured.
 *
 * @source Inoue & Tsukamoto 2021, section 2; what is ours is said
 */
export async function methodSection(
  results: SequenceResults,
  { subtitle, settings, dataset }: MethodSectionOptions,
): Promise<ReportSection> {
  const { examples } = results;
  const counts = usedCounts(settings, dataset);
  return {
    id: "method",
    title: "The task, the networks, the training",
    paragraphs: [
      `Two images of digits a and b are shown, and what comes third in the arithmetic sequence that they begin is asked: c = 2b − a, one of 28 numbers from −9 to 18. After ${percent(results.digitShare, 1)} of the test pairs it is a digit itself.`,
      pairsParagraph(counts),
      modelsParagraph(settings),
      recipeParagraph(settings),
      measuresParagraph(counts),
      ...(settings.experiments === "yes" ? [experimentsSentence] : []),
    ],
    // The first table of all is what a terminal shows: the source's.
    tables: [],
    figures: examples.length === 0 ? [] : [await taskFigure(examples, subtitle)],
    lookedUp: [networksTable(settings)],
  };
}

const experimentsSentence =
  "Beyond the source's four networks, its LSTM is trained in other ways, each of which changes one thing: the length and rate of training, what it is told, its size and initialisation, and the pairs it learns from.";

function pairsParagraph({ learned, aside, tested }: UsedCounts): string {
  return `As in the source, images are in three parts: ${thousands(learned)} to learn from, ${thousands(aside)} set aside, ${thousands(tested)} to test with. In each, image i of N is put together with image N − 1 − i (counted from 0), so that every image comes twice, once as the first and once as the second. CNN1 and CNN2 of model-1 therefore learn from the very same images, in reversed order: what the source's figure 4 (a, b) compares are two trainings of one network on one set of images, from two beginnings.`;
}

function modelsParagraph({ labels, reads }: SequenceSettings): string {
  return `Model-1 is three networks: CNN1 and CNN2 learn digits alone, and then an LSTM learns what comes third from ${labels === "one-hot" ? "the labels that they predict, told one-hot" : "the probabilities that they predict"}. Model-2 is one network: two such CNNs, whose ${reads === "logits" ? "ten outputs before softmax" : "ten probabilities"} an LSTM reads, trained as a whole on what comes third; nobody tells it which digits it sees.`;
}

function recipeParagraph(settings: SequenceSettings): string {
  const { learningRate, batchSize, epochs, initialisation } = settings;
  const seeds = seedsOf(settings.seeds);
  return `All are trained alike: plain SGD at a learning rate of ${learningRate}, batches of ${batchSize}, ${countOf(epochs, "epoch")}, cross-entropy of softmax outputs, ${initialisation === "pytorch" ? "PyTorch's" : "Keras's"} usual initialisation, grey levels as fractions of 1. Every network is trained with ${seeds}; within a seed, CNN1 and CNN2 begin differently.`;
}

function measuresParagraph({ fitted, asked, compared }: UsedCounts): string {
  return `Measured are accuracy on the test images or test pairs after every epoch; how far the filters of one CNN are from those of another (the source's S_i and what it can be measured by); how like the outputs of two CNNs are to each other (linear CKA on ${thousands(compared)} test digits); and how many of ${thousands(asked)} test digits a linear readout names: a classifier that sees only a CNN's ten outputs, fitted to those for ${thousands(fitted)} of the images set aside.`;
}
