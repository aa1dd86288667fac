import type { Backend } from "../../../backends/backend.ts";
import type { Dataset } from "../../../data/dataset.ts";
import { firstExamples } from "../../../data/selectExamples.ts";
import { describeNetwork, type Network, splitVector } from "../../../nn/network.ts";
import { linearReadout } from "../../../probes/linearReadout.ts";
import { measureProbe } from "../../../probing/measureProbe.ts";
import type { NetworkAtEpoch } from "../../study.ts";
import { digitOutputs } from "../data/outputs.ts";
import { digitParts } from "../data/parts.ts";
import type { Place } from "./cnnIn.ts";

/**
 * What one of the CNNs is, alone or within model-2, at every kept epoch and at the end.
 *
 * @source the filters: Inoue & Tsukamoto 2021, section 3.2; the rest is ours
 */
export interface CnnMeasured {
  readonly place: Place;
  /** [O, C, kH, kW] */
  readonly filterShape: readonly number[];
  readonly epochs: readonly CnnAtEpoch[];
  /** What it says of the same test digits before and after training, before softmax. Shape: [M, 10] each */
  readonly outputs: { readonly untrained: readonly number[]; readonly trained: readonly number[] };
  /** How many test digits of each kind have which output as the largest, after training. Shape: [10, 10] */
  readonly answers: readonly number[];
}

/** A CNN while it learns. */
export interface CnnAtEpoch {
  readonly epoch: number;
  /** Shape: [O, C·kH·kW] */
  readonly filters: readonly number[];
  /** How many digits a linear classifier tells right that looks at its ten outputs. */
  readonly outputs: Readout;
  /** The same of its pooled maps, every position of them; before and after training only, for it takes a while. */
  readonly maps: Readout | null;
}

/** What a linear classifier that was fitted to some digits tells right of others. Units: fractions of them */
export interface Readout {
  readonly share: number;
  /** Wilson's interval for these digits. */
  readonly low: number;
  readonly high: number;
}

/** Test digits by which CNNs are compared with each other. */
export const comparedDigits = 300;

/** Digits that readouts of maps are fitted to, at most. */
export const mapsFitCount = 500;

/** Memory for maps at a time. Units: bytes */
const readoutMemory = 2 ** 28;

export interface CnnOptions {
  readonly network: Network;
  readonly place: Place;
  /** The study's digits. */
  readonly source: Dataset;
  readonly backend: Backend;
  /** Digits that readouts are fitted to, of those set aside, and tested with. */
  readonly fitCount: number;
  readonly askedCount: number;
}

/** Looks at a CNN from its beginning to the end of its training. */
export async function measureCnn(
  kept: readonly NetworkAtEpoch[],
  options: CnnOptions,
): Promise<CnnMeasured> {
  const { network, place, source, backend } = options;
  const { aside, test } = digitParts(source);
  // Readouts are fitted to digits that the network has not learned from, and asked about digits that neither has.
  const digits = { ...source, train: aside, test, validation: undefined };
  const shown = firstExamples(test, comparedDigits);
  const askedBy = ({ numbers }: NetworkAtEpoch) => digitOutputs({ network, numbers }, backend);
  const [first, last] = [kept[0]!, kept.at(-1)!];
  const epochs: CnnAtEpoch[] = [];
  for (const own of kept) {
    const isEnd = own === first || own === last;
    epochs.push({
      epoch: own.epoch,
      filters: filtersOf(network, own),
      outputs: await readOut(own, "logits", { ...options, digits }),
      maps: isEnd ? await readOut(own, "pool", { ...options, digits }) : null,
    });
  }
  return {
    place,
    filterShape: describeNetwork(network).parameters.find(({ name }) => name === filterName)!.shape,
    epochs,
    outputs: {
      untrained: shortened(askedBy(first)(shown)),
      trained: shortened(askedBy(last)(shown)),
    },
    answers: answersOf(askedBy(last)(test), test.labels),
  };
}

const filterName = "conv.weight";

function filtersOf(network: Network, { numbers }: NetworkAtEpoch): number[] {
  const parts = splitVector(describeNetwork(network).parameters, numbers.parameters);
  return Array.from(parts.get(filterName)!);
}

/** Fits to the training digits and asks about the test digits. */
async function readOut(
  { numbers }: NetworkAtEpoch,
  layer: "logits" | "pool",
  { network, digits, backend, fitCount, askedCount }: CnnOptions & { readonly digits: Dataset },
): Promise<Readout> {
  const options = {
    layers: layer,
    positions: layer === "pool" ? "flatten" : "mean",
    target: "label",
    l2: linearReadout.options.l2.default,
    part: "test",
    count: askedCount,
    // Every position of every map is a feature: with more digits, a readout would take minutes.
    fitCount: layer === "pool" ? Math.min(fitCount, mapsFitCount) : fitCount,
    permutations: 0,
    draw: 0,
  } as const;
  const subject = { network, numbers, dataset: digits, backend, memory: readoutMemory };
  const { measurement } = await measureProbe(linearReadout, options, subject);
  const reading = measurement.readings.find(({ quantity }) => quantity === "readout accuracy")!;
  const { value, low = Number.NaN, high = Number.NaN } = reading;
  return { share: value ?? Number.NaN, low, high };
}

/** Shape: outputs [N, 10], labels [N] -> [10, 10] */
function answersOf(outputs: Float32Array, labels: Int32Array): number[] {
  const counts = new Array<number>(100).fill(0);
  labels.forEach((label, at) => {
    const row = outputs.subarray(10 * at, 10 * (at + 1));
    const cell = 10 * label + row.indexOf(Math.max(...row));
    counts[cell] = counts[cell]! + 1;
  });
  return counts;
}

/** To as many digits as comparisons need: files hold them. */
function shortened(values: Float32Array): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(6)));
}
