import type { Estimate } from "../../../core/statistics.ts";
import type { CheckedClaim } from "../../claim.ts";
import { estimateText } from "../../claimText.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { differenceWords, sideOf } from "../../differenceWords.ts";
import { type MeasuredClaim, measuredOf, measuredText, say } from "../../measuredClaim.ts";
import { hasLearned } from "../accuracy/rowNamed.ts";
import { kindEstimate } from "../compare/filterDifferences.ts";
import { farthestIn, lengthRatio } from "../compare/filterEffects.ts";
import { readoutsOf } from "../compare/readoutEffects.ts";
import type { SequenceResults } from "../results.ts";

const needs = {
  1: "CNN1 and CNN2 of model-1 have to name at least half of the digits",
  2: "model-2 has to be right on at least half of the pairs",
} as const;

/**
 * What the numbers say of the first conclusion: accuracies, filters, and whether outputs agree though filters do not.
 *
 * @source own design
 */
export function uniquenessWords(
  results: SequenceResults,
  claims: readonly CheckedClaim[],
): string[] {
  const { pairs } = results;
  const accuracy = measuredOf(claims, "same-accuracy");
  const filters = measuredOf(claims, "not-unique");
  if (!accuracy || !filters) return [nothingSentence(results, [1])];
  const [trained, untrained] = (["within model-1", "untrained"] as const).map((kind) =>
    kindEstimate(pairs, { kind, model: 1 }, "cka"),
  );
  return [
    `The accuracies of CNN1 and CNN2 are ${measuredText(accuracy).replace("+", "")} apart: ${say(accuracy, { upheld: "less than half a point", missed: "half a point or more", undecided: "that leaves open whether it is less than half a point" })}.`,
    `Matched one to one, their filters are ${measuredText(filters)} times as far from each other as filters of the same lengths that point anywhere: ${chanceWords(filters)}.`,
    ...agreementWords(trained!, untrained!, filters.verdict),
  ];
}

function chanceWords(filters: MeasuredClaim): string {
  const { measured } = filters;
  const side = sideOf(measured, 1);
  const beside =
    side === "above"
      ? "even less alike than by chance"
      : side === "below"
        ? "more alike than by chance, but nearer to chance than to being the same"
        : "not to be told from chance";
  return say(filters, {
    upheld: beside,
    missed: "nearer to being the same than to chance",
    undecided: "that leaves open whether they are nearer to chance or to being the same",
  });
}

function agreementWords(
  trained: Estimate | null,
  untrained: Estimate | null,
  verdict: MeasuredClaim["verdict"],
): string[] {
  const gain = differenceBetween(trained, untrained);
  if (!trained || !untrained || !gain) return [];
  const numbers = `CKA ${numberText(trained)}, untrained ${numberText(untrained)}`;
  const side = sideOf(gain);
  if (side === "above") {
    const though = verdict === "upheld" ? ", though their filters are far from the same" : "";
    return [
      `What they say of digits is more alike than what untrained CNNs say (${numbers})${though}.`,
    ];
  }
  return side === "below"
    ? [`What they say of digits is less alike than what untrained CNNs say (${numbers}).`]
    : [`Whether training made what they say of digits more alike is open (${numbers}).`];
}

/** What the numbers say of the second conclusion: as the source measures it, and without the lengths of the filters. */
export function similarityWords(
  results: SequenceResults,
  claims: readonly CheckedClaim[],
): string[] {
  const [found, alike, foundFree, alikeFree] = [
    measuredOf(claims, "model2-found-in-model1"),
    measuredOf(claims, "model2-alike"),
    measuredOf(claims, "model2-found-in-model1-scale-free"),
    measuredOf(claims, "model2-alike-scale-free"),
  ];
  if (!found || !alike) return [nothingSentence(results, [1, 2])];
  const lengths = lengthRatio(results);
  return [
    `Distances to the nearest filter, as the source takes them: ${nearerWords(found, alike)}.`,
    farthestWords(results),
    ...(lengths
      ? [`Filters of model-2 are ${numberText(lengths)} times as long as those of model-1.`]
      : []),
    ...(foundFree && alikeFree
      ? [
          `Filters divided by their lengths: ${nearerWords(foundFree, alikeFree)}.`,
          ...lengthWords([found, alike], [foundFree, alikeFree], lengths),
        ]
      : []),
  ];
}

function nearerWords(found: MeasuredClaim, alike: MeasuredClaim): string {
  const [one, other] = [
    {
      upheld: "have nearer ones",
      missed: "have no nearer ones",
      undecided: "may or may not have nearer ones",
    },
    {
      upheld: "are nearer to each other",
      missed: "are no nearer to each other",
      undecided: "may or may not be nearer to each other",
    },
  ];
  return `model-2's filters ${say(found, one!)} in model-1 than model-1's have in each other (${measuredText(found)}), and ${say(alike, other!)} than model-1's (${measuredText(alike)})`;
}

/** A mean says nothing of the worst, and the source speaks of all. */
function farthestWords(results: SequenceResults): string {
  const [found, own] = [farthestIn(results, ["5b", "5d"]), farthestIn(results, ["4a", "4b"])];
  const side = differenceWords(differenceBetween(found, own), {
    above: "model-2's is farther",
    below: "model-2's is nearer",
  });
  return `The source says so of every filter: that of model-2 which is farthest from all of model-1 is ${numberText(found)} from the nearest, that of model-1 which is farthest from the other CNN's ${numberText(own)}: ${side}.`;
}

/** Whether only their lengths bring filters nearer. */
function lengthWords(
  asTaken: readonly CheckedClaim[],
  scaleFree: readonly CheckedClaim[],
  lengths: Estimate | null,
): string[] {
  const isShorter = lengths !== null && sideOf(lengths, 1) === "below";
  if (!asTaken.every(({ verdict }) => verdict === "upheld")) return [];
  if (scaleFree.every(({ verdict }) => verdict === "upheld")) {
    return ["So it is not only by their lengths that they are near."];
  }
  return isShorter && scaleFree.every(({ verdict }) => verdict === "missed")
    ? ["So they are near because they are short, not because they look alike."]
    : ["How much of that is owed to their lengths alone stays open."];
}

/** What the numbers say of the third conclusion: what a linear readout makes of the outputs. */
export function recogniserWords(
  results: SequenceResults,
  claims: readonly CheckedClaim[],
): string[] {
  const less = measuredOf(claims, "reads-digits-less");
  if (!less) return [nothingSentence(results, [1, 2])];
  const progress = measuredOf(claims, "no-recogniser");
  const { untrained, alone, within } = readoutsOf(results);
  const though = less.verdict === "upheld" ? ", though less well" : "";
  return [
    `A linear readout of the ten outputs names ${estimateText(within)} of the digits for the CNNs of model-2, ${estimateText(alone)} for those of model-1, ${estimateText(untrained)} for untrained ones: model-2's ${say(less, { upheld: "tell digits apart less well", missed: "tell digits apart no less well", undecided: "may or may not tell digits apart less well" })} (${measuredText(less)}).`,
    ...(progress
      ? [
          `On the way from untrained CNNs, 0, to those that were trained alone, 1, they are at ${measuredText(progress)}: ${say(progress, { upheld: "they are nearer to untrained CNNs", missed: `they still recognise digits${though}`, undecided: "that leaves open whether they still recognise digits" })}.`,
        ]
      : []),
  ];
}

/** Why there is no verdict: only what has failed is named. */
function nothingSentence(results: SequenceResults, models: readonly (1 | 2)[]): string {
  const failed = models.filter((model) => !hasLearned(results, model));
  return failed.length === 0
    ? "Nothing can be said of it: what it takes could not be measured."
    : `Nothing can be said of it: for that, ${failed.map((model) => needs[model]).join(", and ")}.`;
}

function numberText(estimate: Estimate): string {
  return estimateText(estimate, "number");
}
