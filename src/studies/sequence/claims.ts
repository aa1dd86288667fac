import { type Estimate, estimateOf } from "../../core/statistics.ts";
import { percent } from "../../figures/text.ts";
import type { Claim } from "../claim.ts";
import { paperTable } from "./accuracy/paperTable.ts";
import { hasLearned, rowDifference, rowNamed } from "./accuracy/rowNamed.ts";
import {
  distanceToModel1,
  distanceWithinModel2,
  type Nearest,
  ratioToRandom,
} from "./compare/filterEffects.ts";
import { readoutGain, readoutProgress } from "./compare/readoutEffects.ts";
import type { SequenceResults } from "./results.ts";

type SequenceClaim = Claim<SequenceResults>;

/** An interval takes two seeds; with two it is wide, and decides only what is clear. */
const seeds = 2;

const tableRows: readonly {
  readonly row: keyof typeof paperTable;
  readonly subject: string;
  readonly things: string;
  readonly caveat: string;
}[] = [
  {
    row: "cnn1",
    subject: "CNN1 of model-1 names",
    things: "test digits",
    caveat: "The source gives neither size nor padding of the filters; ours are settings.",
  },
  {
    row: "cnn2",
    subject: "CNN2 of model-1 names",
    things: "test digits",
    caveat: "The source gives neither size nor padding of the filters; ours are settings.",
  },
  {
    row: "lstm",
    subject: "The LSTM of model-1 is right on",
    things: "test pairs",
    caveat:
      "The source gives neither its units nor its initialisation, on which it depends how far an LSTM has come when training ends.",
  },
  {
    row: "model2",
    subject: "Model-2 is right on",
    things: "test pairs",
    caveat: "The source does not say what the LSTM reads of the CNNs, nor how many units it has.",
  },
];

/**
 * What the source says, in numbers: its table 2, then its three conclusions.
 *
 * @source Inoue & Tsukamoto 2021, table 2, section 4, figures 4 and 5; the limits of the conclusions are ours
 */
export const sequenceClaims: readonly SequenceClaim[] = [
  ...tableRows.map(({ row, subject, things, caveat }): SequenceClaim => {
    const { accuracy, tolerance } = paperTable[row];
    return {
      id: `${row}-accuracy`,
      statement: `${subject} ${percent(accuracy, 1)} of the ${things}`,
      where: "table 2",
      quantity: "share",
      expected: { kind: "near", value: accuracy, tolerance },
      seeds,
      measure: (results) => rowNamed(results, row)?.accuracy ?? null,
      caveat,
    };
  }),
  {
    id: "same-accuracy",
    statement: "CNN1 and CNN2 of model-1 are equally accurate, within half a point",
    where: "section 4",
    quantity: "difference",
    expected: { kind: "below", value: 0.005 },
    seeds,
    measure: (results) => (hasLearned(results, 1) ? accuracyApart(results) : null),
    caveat:
      "How far the accuracies of the two are apart in a seed, whichever is ahead: differences of either sign would come to nothing on average. Those of the source are 0.1 points apart; the limit is ours.",
  },
  {
    id: "not-unique",
    statement: "CNN1 and CNN2 of model-1 learn different filters: learning has no unique result",
    where: "section 4",
    quantity: "number",
    expected: { kind: "above", value: 0.5 },
    seeds,
    measure: (results) =>
      hasLearned(results, 1) ? ratioToRandom(results, "within model-1", "matched distance") : null,
    caveat:
      "Distance of the filters, matched one to one, divided by that of filters of the same lengths that point anywhere: 0 where they are the same, 1 where they are no more alike than by chance.",
  },
  ...nearer("nearest distance"),
  ...nearer("nearest scale-free distance"),
  {
    id: "reads-digits-less",
    statement: "The CNNs of model-2 tell digits apart less well than those of model-1",
    where: "section 4",
    quantity: "difference",
    expected: { kind: "below", value: 0 },
    seeds,
    measure: ofBoth(readoutGain),
    caveat:
      "Share of digits that a linear readout of the ten outputs names, model-2's less model-1's, paired by seed.",
  },
  {
    id: "no-recogniser",
    statement: "The CNNs of model-2 are no recognisers of digits",
    where: "section 4",
    quantity: "number",
    expected: { kind: "below", value: 0.5 },
    seeds,
    measure: ofBoth(readoutProgress),
    caveat:
      "How far a linear readout of their outputs has come from that of untrained CNNs, 0, to that of model-1's, 1.",
  },
];

/** The second conclusion, as the source measures it or without the lengths of the filters. */
function nearer(quantity: Nearest): readonly SequenceClaim[] {
  const isScaleFree = quantity === "nearest scale-free distance";
  const [suffix, manner] = isScaleFree ? ["-scale-free", ", whatever their lengths"] : ["", ""];
  const why = isScaleFree
    ? "filters are divided by their lengths, since short ones are near to everything."
    : "the shorter filters are, the nearer they are to everything.";
  const common = { quantity: "number", expected: { kind: "below", value: 0 }, seeds } as const;
  return [
    {
      ...common,
      id: `model2-found-in-model1${suffix}`,
      statement: `Filters of model-2 have similar ones in model-1${manner}`,
      where: "figure 5 b, d",
      measure: ofBoth((results) => distanceToModel1(results, quantity)),
      caveat: `Mean distance to the nearest filter of model-1, less that within model-1: ${why}`,
    },
    {
      ...common,
      id: `model2-alike${suffix}`,
      statement: `The filters of model-2's two CNNs are similar to each other${manner}`,
      where: "figure 4 c, d",
      measure: ofBoth((results) => distanceWithinModel2(results, quantity)),
      caveat: `Mean distance to the nearest filter of the other CNN, less that within model-1: ${why}`,
    },
  ];
}

function accuracyApart(results: SequenceResults): Estimate | null {
  const difference = rowDifference(results, ["cnn1", "cnn2"]);
  return difference && estimateOf(difference.values.map(Math.abs));
}

/** Nothing is compared where one of the models has not learned. */
function ofBoth(measure: (results: SequenceResults) => Estimate | null): SequenceClaim["measure"] {
  return (results) => (hasLearned(results, 1) && hasLearned(results, 2) ? measure(results) : null);
}
