import type { GivenOptions } from "../../zoo/options.ts";
import type { Cell } from "../study.ts";
import { countOf } from "../words.ts";
import type { SequenceSettings } from "./settings.ts";

/**
 * What a training is for: the source's table 2, or to find out why its LSTM ended where it did.
 *
 * @source Inoue & Tsukamoto 2021: `table`; the others are ours
 */
export type Group = "table" | "lstm" | "model-2";

/** What the LSTM of model-1 is told of each image: what the CNNs say, or the truth. */
export type Told = "one-hot" | "soft" | "logits" | "value" | "true";

/** Which digits are put together: each with the one of the reversed order, with any, or only where a digit comes third. */
export type Pairing = "reversed" | "random" | "digits";

/** One training of each seed. */
export interface Row {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  /** What differs from the source's training, under a heading of its own. */
  readonly heading?: string;
  readonly network: "cnn002" | "label-lstm" | "cnn-lstm";
  readonly told?: Told;
  readonly pairing?: Pairing;
  /** How many times as large the learning rate, and as long the training, is. */
  readonly rates?: number;
  readonly lengths?: number;
  readonly options?: GivenOptions;
}

/** The four networks of the source's table 2, in its order. */
export const tableIds = ["cnn1", "cnn2", "lstm", "model2"] as const;

/** How a way of telling labels is called. */
export const toldTitles: Readonly<Record<Told, string>> = {
  "one-hot": "predicted labels, one-hot",
  soft: "predicted labels, as probabilities",
  logits: "the CNNs' outputs before softmax",
  value: "predicted labels, as a number",
  true: "true labels, one-hot",
};

/** All trainings that a seed takes, each after those that it needs. */
export function rowsOf(settings: SequenceSettings): readonly Row[] {
  return [...tableRows(settings), ...(settings.experiments === "yes" ? whyRows(settings) : [])];
}

function tableRows({ labels }: SequenceSettings): readonly Row[] {
  return [
    { id: "cnn1", group: "table", title: "model-1: CNN1", network: "cnn002" },
    { id: "cnn2", group: "table", title: "model-1: CNN2", network: "cnn002" },
    { id: "lstm", group: "table", title: "model-1: LSTM", network: "label-lstm", told: labels },
    { id: "model2", group: "table", title: "model-2", network: "cnn-lstm" },
  ];
}

/** Each changes one thing of the LSTM's training; the last one that of model-2. */
function whyRows({ labels, hiddenSize, initialisation }: SequenceSettings): readonly Row[] {
  const lstm = { group: "lstm", network: "label-lstm", told: labels } as const;
  const told = (["one-hot", "soft", "logits", "value", "true"] as const)
    .filter((kind) => kind !== labels)
    .map((kind): Row => {
      const heading = "what the LSTM is told";
      const options: GivenOptions = kind === "value" ? { labels: "value" } : {};
      return { ...lstm, id: `lstm-${kind}`, heading, title: toldTitles[kind], told: kind, options };
    });
  const recipe = "how it is trained";
  const network = "what it is";
  const pairs = "which pairs it learns from";
  const fewer = Math.max(1, Math.round(hiddenSize / 4));
  const other = initialisation === "pytorch" ? "keras" : "pytorch";
  const title = `initialised as in ${other === "keras" ? "Keras" : "PyTorch"}`;
  return [
    { ...lstm, id: "lstm-longer", heading: recipe, title: "twice as long", lengths: 2 },
    { ...lstm, id: "lstm-rate3", heading: recipe, title: "3 × the rate", rates: 3, lengths: 0.6 },
    {
      ...lstm,
      id: "lstm-rate10",
      heading: recipe,
      title: "10 × the rate",
      rates: 10,
      lengths: 0.3,
    },
    ...told,
    {
      ...lstm,
      id: "lstm-small",
      heading: network,
      title: countOf(fewer, "unit"),
      options: { hiddenSize: fewer },
    },
    { ...lstm, id: `lstm-${other}`, heading: network, title, options: { initialisation: other } },
    { ...lstm, id: "lstm-random", heading: pairs, title: "random pairs", pairing: "random" },
    {
      ...lstm,
      id: "lstm-digits",
      heading: pairs,
      title: "third term 0 to 9 only",
      pairing: "digits",
    },
    {
      id: "model2-rate10",
      group: "model-2",
      title: "model-2, 10 × the rate",
      network: "cnn-lstm",
      rates: 10,
      lengths: 0.2,
    },
  ];
}

/** Every row with every seed; all rows of one seed before the next seed. */
export function sequenceCells(settings: SequenceSettings): Cell[] {
  return settings.seeds.flatMap((seed) =>
    rowsOf(settings).map((row) => cellOf(row, seed, settings)),
  );
}

function cellOf(row: Row, seed: number, settings: SequenceSettings): Cell {
  const { learningRate, epochs, batchSize } = settings;
  const { id, group, title, heading = "", network, told = "", pairing = "reversed" } = row;
  const { rates = 1, lengths = 1, options } = row;
  const length = Math.max(1, Math.round(epochs * lengths));
  return {
    id: cellId(id, seed),
    network,
    options: { ...optionsOf(network, settings), ...options },
    // Two CNNs that began alike could not show whether they end alike.
    seed: network === "cnn002" ? 2 * seed + (id === "cnn2" ? 1 : 0) : seed,
    learningRate: learningRate * rates,
    momentum: 0,
    epochs: length,
    batchSize,
    cost: length * costs[network],
    factors: { row: id, group, heading, title, told, pairing, repetition: seed },
  };
}

/** How long an epoch of each network takes beside that of a CNN alone, about. */
const costs = { cnn002: 1, "label-lstm": 0.3, "cnn-lstm": 3 } as const;

/** What the cell of a row and a seed is called. */
export function cellId(row: string, seed: number): string {
  return `${row}-s${seed}`;
}

/** The options of the CNN alone: those that model-2's have, too. */
export function cnnOptions(settings: SequenceSettings): GivenOptions {
  const { filters, kernelSize, padding, activation, poolSize, dropout, initialisation } = settings;
  return { width: filters, kernelSize, padding, activation, poolSize, dropout, initialisation };
}

function optionsOf(network: Row["network"], settings: SequenceSettings): GivenOptions {
  const { hiddenSize, initialisation, reads } = settings;
  switch (network) {
    case "cnn002":
      return cnnOptions(settings);
    case "label-lstm":
      return { hiddenSize, initialisation };
    case "cnn-lstm":
      return { ...cnnOptions(settings), hiddenSize, reads };
    default:
      return network satisfies never;
  }
}
