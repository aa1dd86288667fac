import { type Estimate, mean } from "../../../core/statistics.ts";
import type { FilterQuantity } from "../../../probes/filters/compareFilters.ts";
import { filterNorms } from "../../../probes/filters/filterSimilarity.ts";
import { estimateText } from "../../claimText.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { differenceWords, intervalSentence } from "../../differenceWords.ts";
import { countOf } from "../../words.ts";
import { besideOtherSeeds } from "../compare/besideOtherSeeds.ts";
import { type CnnPair, filtersAt, randomDraws } from "../compare/compareCnns.ts";
import { differentNearest } from "../compare/differentNearest.ts";
import { kindDifference, kindEstimate, type PairsOfKind } from "../compare/filterDifferences.ts";
import { modelEstimate } from "../compare/modelEstimate.ts";
import { cnnNamed, seedsIn } from "../compare/sourcePanels.ts";
import type { CnnResult, SequenceResults } from "../results.ts";

type Measured = Pick<SequenceResults, "cnns" | "pairs">;

/**
 * What comparisons of filters say beside their nulls, as sentences.
 *
 * @source own design: each is computed, so that no sentence can outlive its number
 */
export function nullWords({ cnns, pairs }: Measured): string[] {
  return [
    `A distance says something only beside the distance that there would be without anything to see. Here there are three kinds of such nulls: the same model with another seed, where there are several; the two CNNs of a seed before they learned; and, for each model, filters as long as those that it learned which point anywhere (means of ${randomDraws} draws). ${intervalSentence(seedsIn(cnns).length)}`,
    nearestWords(cnns, pairs),
    withinWords(pairs, 1),
    withinWords(pairs, 2),
    lengthWords(cnns, pairs),
    ...seedWords(pairs),
  ];
}

const within = { 1: { kind: "within model-1" }, 2: { kind: "within model-2" } } as const;

/** Why the least distance alone says little. */
function nearestWords(cnns: readonly CnnResult[], pairs: readonly CnnPair[]): string {
  const count = cnns[0]!.filterShape[0]!;
  const different = seedsIn(cnns).flatMap((seed) => {
    const [first, second] = ([1, 2] as const).map((place) =>
      filtersAt(cnnNamed(cnns, { model: 1, place, seed }), -1),
    );
    return [differentNearest(first!, second!), differentNearest(second!, first!)];
  });
  const [nearest, matched] = (["nearest distance", "matched distance"] as const).map((quantity) =>
    textIn(pairs, within[1], quantity),
  );
  return `The minimum of the source lets many filters share a nearest one: of ${countOf(count, "filter")} of a CNN of model-1, ${mean(different).toFixed(1)} are the nearest of some filter of the other on average. Matched one to one, so that the sum of distances is least (Hungarian method), every filter gets one of its own: ${matched} apart on average instead of ${nearest}. Scale-free distances are those of filters divided by their norms; cosines overlook length, sign and mean.`;
}

function withinWords(pairs: readonly CnnPair[], model: 1 | 2): string {
  const compared = within[model];
  const [random, untrained] = [
    { kind: "random directions", model },
    { kind: "untrained", model },
  ] as const;
  const [distance, cosine] = ["matched distance", "matched cosine"] as const;
  const differ = (beside: PairsOfKind, quantity: FilterQuantity) =>
    kindDifference(pairs, { compared, beside }, quantity);
  return [
    `Matched filters within model-${model} beside such as point anywhere: ${differenceWords(differ(random, distance), { above: "they are farther apart than chance", below: "they are nearer than chance" })}.`,
    `By their cosines: ${differenceWords(differ(random, cosine), { above: "their directions are more alike than chance", below: "their directions are less alike than chance" })}.`,
    `Beside their cosines before they learned: ${differenceWords(differ(untrained, cosine), { above: "learning made them more alike", below: "learning made them less alike" })}.`,
  ].join(" ");
}

/** Whether distances are small only because filters are short. */
function lengthWords(cnns: readonly CnnResult[], pairs: readonly CnnPair[]): string {
  const [first, second] = [normOf(cnns, 1, -1), normOf(cnns, 2, -1)];
  const comparison = { compared: within[2], beside: within[1] };
  const words = {
    above: "model-2's filters are less alike than model-1's",
    below: "model-2's filters are more alike than model-1's",
  };
  const [asTheyAre, scaleFree] = (["matched distance", "matched scale-free distance"] as const).map(
    (quantity) => differenceWords(kindDifference(pairs, comparison, quantity), words),
  );
  return `A filter of model-1 has a norm of ${numberText(first)}, one of model-2 ${numberText(second)} (before learning ${numberText(normOf(cnns, 1, 0))}): ${differenceWords(differenceBetween(second, first), { above: "model-2's are longer, and distances between them larger already by that", below: "model-2's are shorter, and distances between them smaller already by that" })}. By matched distances as they are, ${asTheyAre}; by scale-free ones, ${scaleFree}.`;
}

function normOf(cnns: readonly CnnResult[], model: 1 | 2, at: number): Estimate {
  return modelEstimate(cnns, model, (cnn) => mean(filterNorms(filtersAt(cnn, at))));
}

/** Nothing where there is one seed. */
function seedWords(pairs: readonly CnnPair[]): string[] {
  const sentences = [
    { kind: "within model-1", others: "model-1, other seeds" },
    { kind: "between the models", others: "model-1, other seeds" },
    { kind: "within model-2", others: "model-2, other seeds" },
  ] as const;
  const said = sentences.flatMap(
    (which) => besideOtherSeeds(pairs, which, "matched distance") ?? [],
  );
  if (said.length === 0) return [];
  return [
    `Are two CNNs of a seed more alike than two that learned the same with different seeds? The mean matched distance: ${said.join("; ")}. Pairs of different seeds share seeds and so depend on each other, which is why their range stands here and no interval.`,
  ];
}

function textIn(pairs: readonly CnnPair[], which: PairsOfKind, quantity: FilterQuantity): string {
  const estimate = kindEstimate(pairs, which, quantity);
  return estimate ? numberText(estimate) : "not measured";
}

function numberText(estimate: Estimate): string {
  return estimateText(estimate, "number");
}
