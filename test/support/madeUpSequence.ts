import { makeStream } from "../../src/core/random.ts";
import { resolveSettings } from "../../src/core/settings.ts";
import { sequenceCells } from "../../src/studies/sequence/cells.ts";
import type { CnnName } from "../../src/studies/sequence/compare/cnnName.ts";
import { isDigitThird } from "../../src/studies/sequence/data/parts.ts";
import type { SequenceMeasured } from "../../src/studies/sequence/measure/measure.ts";
import type {
  CnnAtEpoch,
  CnnMeasured,
  Readout,
} from "../../src/studies/sequence/measure/measureCnn.ts";
import {
  largestError,
  type PairAnswers,
  type PairExample,
} from "../../src/studies/sequence/measure/measurePairs.ts";
import { analyseSequence, type SequenceResults } from "../../src/studies/sequence/results.ts";
import { type SequenceSettings, sequenceSettings } from "../../src/studies/sequence/settings.ts";
import type { Cell, MeasuredCell } from "../../src/studies/study.ts";
import { keptEpochs } from "./keptEpochs.ts";
import { mnistSummary } from "./madeUpTranslation.ts";

/** The study's defaults, but few filters and epochs, and what is given. */
export function madeUpSequenceSettings(given: Partial<SequenceSettings> = {}): SequenceSettings {
  const small = { filters: 4, epochs: 20, ...given };
  return resolveSettings("sequence", sequenceSettings, { given: small });
}

/** What made-up networks do; `done` is the share of the training that is over, from 0 to 1. */
export interface SequenceBehaviour {
  /** Of the test digits or pairs. */
  readonly accuracy: (row: string, seed: number, done: number) => number;
  /** One filter of a CNN, of so many weights. */
  readonly filter: (cnn: CnnName, filter: number, done: number, size: number) => readonly number[];
  /** Share that a linear readout tells right, of outputs or of maps. */
  readonly readout: (cnn: CnnName, done: number, of: "outputs" | "maps") => number;
  /** The output of a CNN for a test digit. */
  readonly output: (cnn: CnnName, digit: number, unit: number, done: number) => number;
}

/** Accuracies at the end, about as the pilot found them. */
const finals: Readonly<Record<string, number>> = {
  cnn1: 0.982,
  cnn2: 0.983,
  lstm: 0.63,
  model2: 0.87,
  "lstm-longer": 0.99,
  "lstm-rate3": 0.99,
  "lstm-rate10": 0.99,
  "lstm-soft": 0.66,
  "lstm-one-hot": 0.63,
  "lstm-logits": 0.95,
  "lstm-value": 0.32,
  "lstm-true": 0.64,
  "lstm-small": 0.3,
  "lstm-keras": 0.83,
  "lstm-pytorch": 0.63,
  "lstm-random": 0.62,
  "lstm-digits": 0.45,
  "model2-rate10": 0.97,
};

/** About as the pilot found it: model-1's filters grow, model-2's less so; the LSTM rises late. */
const usual: SequenceBehaviour = {
  accuracy: (row, seed, done) => {
    const isCnn = row === "cnn1" || row === "cnn2";
    const [chance, bend] = isCnn ? [0.1, 0.2] : [0.05, row.startsWith("model2") ? 1 : 2];
    const spread = [0, 1, -1][seed % 3]! * (isCnn ? 0.0005 : 0.004);
    return chance + ((finals[row] ?? 0.5) + spread - chance) * done ** bend;
  },
  filter: ({ model, place, seed }, filter, done, size) => {
    const weights = drawn(`filter/${model}/${place}/${filter}`, seed, 2 * size);
    const growth = model === 1 ? 1.2 : 0.5;
    return Array.from(
      { length: size },
      (_, at) => weights[at]! / 3 + growth * done ** 0.5 * weights[size + at]!,
    );
  },
  readout: ({ model, seed }, done, of) => {
    const [first, last] = of === "maps" ? [0.85, 0.96] : [0.6, model === 1 ? 0.98 : 0.9];
    return first + (last - first) * done ** 0.3 + (seed % 3) * 0.002;
  },
  output: ({ model, place, seed }, digit, unit, done) => {
    const own = drawn(`outputs/${model}/${place}`, seed, 200)[10 * (digit % 20) + unit]!;
    const right = unit === digit % 10 ? 4 : 0;
    return own + done * (model === 1 ? right : right / 2 + own);
  },
};

/** As the source has it: every one of its claims holds. */
export const likeSource: SequenceBehaviour = {
  ...usual,
  accuracy: (row, seed, done) => {
    const paper: Readonly<Record<string, number>> = {
      cnn1: 0.982,
      cnn2: 0.983,
      lstm: 0.494,
      model2: 0.867,
    };
    return row in paper ? done * paper[row]! : usual.accuracy(row, seed, done);
  },
  // Both CNNs of model-2 have the filters of model-1's CNN1, half as long.
  filter: (cnn, filter, done, size) => {
    if (cnn.model === 1 || done === 0) return usual.filter(cnn, filter, done, size);
    const { seed } = cnn;
    const own = usual.filter({ model: 1, place: 1, seed }, filter, done, size);
    return own.map((weight) => weight / 2);
  },
  readout: ({ model }, done) => (done === 0 ? 0.6 : model === 1 ? 0.98 : 0.65),
};

/** The opposite: none of its claims holds, though all networks have learned. */
export const unlikeSource: SequenceBehaviour = {
  ...usual,
  accuracy: (row, seed, done) => {
    const own: Readonly<Record<string, number>> = {
      cnn1: 0.9,
      cnn2: 0.95,
      lstm: 0.7,
      model2: 0.6,
    };
    return row in own ? done * own[row]! : usual.accuracy(row, seed, done);
  },
  // Those of model-1 are the same in both CNNs, those of model-2 long and different.
  filter: ({ model, place, seed }, filter, done, size) =>
    model === 1
      ? usual.filter({ model: 1, place: 1, seed }, filter, done, size)
      : usual.filter({ model, place, seed }, filter, done, size).map((weight) => 5 * weight),
  readout: ({ model }, done) => (done === 0 ? 0.6 : model === 1 ? 0.9 : 0.99),
};

/** Numbers from -1 to 1. */
function drawn(name: string, seed: number, count: number): Float32Array {
  const numbers = new Float32Array(count);
  makeStream(seed, name).fillUniform(numbers, 0, -1, 1);
  return numbers;
}

/** All trainings of the study with the measurements of made-up networks. */
export function madeUpSequenceCells(
  settings: SequenceSettings,
  behaviour: Partial<SequenceBehaviour> = {},
): MeasuredCell<SequenceMeasured>[] {
  const own = { ...usual, ...behaviour };
  return sequenceCells(settings).map((cell) => ({
    cell,
    history: Array.from({ length: cell.epochs + 1 }, (_, epoch) => ({
      epoch,
      "test/accuracy": own.accuracy(rowOf(cell), seedOf(cell), epoch / cell.epochs),
    })),
    measured: measuredOf(cell, settings, own),
  }));
}

/** What the study makes of them: of three seeds where no others are given. */
export function madeUpSequence(
  given: Partial<SequenceSettings> = {},
  behaviour: Partial<SequenceBehaviour> = {},
): SequenceResults {
  const settings = madeUpSequenceSettings(given);
  return analyseSequence(madeUpSequenceCells(settings, behaviour), {
    settings,
    dataset: mnistSummary,
  });
}

function rowOf({ factors }: Cell): string {
  return String(factors.row);
}

function seedOf({ factors }: Cell): number {
  return Number(factors.repetition);
}

function measuredOf(
  cell: Cell,
  settings: SequenceSettings,
  behaviour: SequenceBehaviour,
): SequenceMeasured {
  const row = rowOf(cell);
  const seed = seedOf(cell);
  if (cell.network === "cnn002") {
    const place = row === "cnn2" ? 2 : 1;
    const name = { model: 1, place, seed } as const;
    return { cnns: [cnnOf(name, settings, behaviour)], pairs: null };
  }
  const pairs = pairsOf(row, seed, behaviour);
  const places = row === "model2" ? ([1, 2] as const) : [];
  return {
    cnns: places.map((place) => cnnOf({ model: 2, place, seed }, settings, behaviour)),
    pairs,
  };
}

function cnnOf(
  name: CnnName,
  settings: SequenceSettings,
  behaviour: SequenceBehaviour,
): CnnMeasured {
  const { filters, kernelSize, epochs } = settings;
  const size = kernelSize ** 2;
  const outputsAt = (done: number) =>
    Array.from({ length: 400 }, (_, at) =>
      behaviour.output(name, Math.floor(at / 10), at % 10, done),
    );
  const trained = outputsAt(1);
  return {
    place: name.place,
    filterShape: [filters, 1, kernelSize, kernelSize],
    epochs: keptEpochs(epochs).map((epoch): CnnAtEpoch => {
      const done = epoch / epochs;
      const isEnd = epoch === 0 || epoch === epochs;
      return {
        epoch,
        filters: Array.from({ length: filters }, (_, at) => [
          ...behaviour.filter(name, at, done, size),
        ]).flat(),
        outputs: readoutOf(behaviour.readout(name, done, "outputs")),
        maps: isEnd ? readoutOf(behaviour.readout(name, done, "maps")) : null,
      };
    }),
    outputs: { untrained: outputsAt(0), trained },
    answers: answersOf(trained),
  };
}

function readoutOf(share: number): Readout {
  return { share, low: Math.max(0, share - 0.01), high: Math.min(1, share + 0.01) };
}

/** Digit k of 10 is shown as the k-th, the 10 + k-th… */
function answersOf(outputs: readonly number[]): number[] {
  const counts = new Array<number>(100).fill(0);
  for (let digit = 0; digit < outputs.length / 10; digit++) {
    const row = outputs.slice(10 * digit, 10 * (digit + 1));
    const cell = 10 * (digit % 10) + Math.max(0, row.indexOf(Math.max(...row)));
    counts[cell] = counts[cell]! + 1;
  }
  return counts;
}

/** Twenty pairs of every two digits; whatever is wrong is off by one, upwards where the second digit is odd. */
function pairsOf(row: string, seed: number, { accuracy }: SequenceBehaviour): PairAnswers {
  const each = 20;
  const share = accuracy(row, seed, 1);
  const right = Array.from({ length: 100 }, (_, at) => {
    const [first, second] = [Math.floor(at / 10), at % 10];
    if (row === "lstm-digits") return isDigitThird(first, second) ? each : 0;
    const bent = share + (0.1 - Math.abs(second - first) / 30) * share * (1 - share);
    return Number.isNaN(share) ? 0 : Math.round(each * Math.min(1, Math.max(0, bent)));
  });
  const errors = new Array<number>(2 * largestError + 1).fill(0);
  right.forEach((count, at) => {
    const wrong = largestError + (at % 2 === 1 ? 1 : -1);
    errors[largestError] = errors[largestError]! + count;
    errors[wrong] = errors[wrong]! + each - count;
  });
  const examples = row === "model2" ? examplesOf() : [];
  return { counts: new Array<number>(100).fill(each), right, errors, examples };
}

/** Pairs of stripes: the larger the digit, the farther to the right. */
function examplesOf(): PairExample[] {
  const pixels = (digit: number) =>
    Array.from({ length: 784 }, (_, at) => (Math.floor((at % 28) / 2) === digit + 2 ? 255 : 0));
  const pairs = [
    [7, 6, 5],
    [2, 5, 8],
    [1, 0, -1],
    [0, 4, 7],
  ] as const;
  return pairs.map(([first, second, answer]) => ({
    firstPixels: pixels(first),
    secondPixels: pixels(second),
    height: 28,
    width: 28,
    first,
    second,
    third: 2 * second - first,
    answer,
  }));
}
