import { type Estimate, estimateOf } from "../../../core/statistics.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText } from "../../claimText.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { differenceWords, intervalSentence, sideOf } from "../../differenceWords.ts";
import { thousands } from "../../words.ts";
import { hasLearned } from "../accuracy/rowNamed.ts";
import { besideOtherSeeds } from "../compare/besideOtherSeeds.ts";
import { bestNaming, silentShare } from "../compare/bestNaming.ts";
import type { CnnPair } from "../compare/compareCnns.ts";
import { kindDifference, kindEstimate, type PairsOfKind } from "../compare/filterDifferences.ts";
import { modelEstimate } from "../compare/modelEstimate.ts";
import { outputsRead } from "../compare/readoutEffects.ts";
import { seedsIn } from "../compare/sourcePanels.ts";
import type { UsedCounts } from "../measure/usedCounts.ts";
import type { CnnResult, SequenceResults } from "../results.ts";

/**
 * What the outputs of the CNNs say, as sentences.
 *
 * @source own design: each is computed, so that no sentence can outlive its number
 */
export function outputWords(results: SequenceResults, counts: UsedCounts): string[] {
  const { cnns, pairs } = results;
  return [
    `CNNs with unlike filters may yet say the same. Linear CKA (debiased) sets their ten outputs before softmax beside each other, for the same ${thousands(counts.compared)} test digits: 1 where those of one are those of the other turned, mirrored or enlarged, 0 where they have nothing in common. Whether a CNN recognises digits, whatever its filters look like, a linear readout tells: a classifier that sees only its outputs, fitted to digits that no network learned from. ${intervalSentence(seedsIn(cnns).length)}`,
    ckaWords(pairs),
    ...seedWords(pairs),
    readoutWords(cnns, hasLearned(results, 2)),
    mapWords(cnns, counts),
    namingWords(cnns),
  ];
}

function ckaWords(pairs: readonly CnnPair[]): string {
  const [first, second, between] = [
    { kind: "within model-1" },
    { kind: "within model-2" },
    { kind: "between the models" },
  ] as const;
  const say = (which: PairsOfKind) => {
    const estimate = kindEstimate(pairs, which, "cka");
    return estimate ? estimateText(estimate, "number") : "not measured";
  };
  const differ = (compared: PairsOfKind, beside: PairsOfKind, thing: string) =>
    differenceWords(kindDifference(pairs, { compared, beside }, "cka"), {
      above: `${thing} agree more`,
      below: `${thing} agree less`,
    });
  return `CKA is ${say(first)} within model-1, ${say(second)} within model-2 and ${say(between)} between the models. Within model-2 beside within model-1: ${differ(second, first, "model-2's CNNs")}. Between the models beside within model-1: ${differ(between, first, "CNNs of the two models")}. Learned beside untrained (${say({ kind: "untrained", model: 1 })} and ${say({ kind: "untrained", model: 2 })}): within model-1, ${differ(first, { kind: "untrained", model: 1 }, "those that learned")}; within model-2, ${differ(second, { kind: "untrained", model: 2 }, "those that learned")}.`;
}

/** Nothing where there is one seed. */
function seedWords(pairs: readonly CnnPair[]): string[] {
  const said = ([1, 2] as const).flatMap((model) => {
    const which = {
      kind: `within model-${model}`,
      others: `model-${model}, other seeds`,
    } as const;
    return besideOtherSeeds(pairs, which, "cka") ?? [];
  });
  if (said.length === 0) return [];
  return [
    `In model-1 both places ask the same of a CNN; in model-2 the second digit counts twice and the first is taken away. If that shapes what a CNN says, CNN1 and CNN2 of model-2 agree less than CNNs of one place with different seeds. CKA: ${said.join("; ")}.`,
  ];
}

function readoutWords(cnns: readonly CnnResult[], isLearned: boolean): string {
  const [alone, within, before] = [
    outputsRead(cnns, 1, -1),
    outputsRead(cnns, 2, -1),
    outputsRead(cnns, 2, 0),
  ];
  if (![alone, within, before].every(isMeasured)) return nothingRead("ten outputs");
  const [less, more] = [differenceBetween(within, alone)!, differenceBetween(within, before)!];
  const verdict = isLearned ? ` ${readoutVerdict(less, more)}` : "";
  return `A linear readout of the ten outputs names ${estimateText(alone)} of the digits for a CNN of model-1 and ${estimateText(within)} for one of model-2: ${differenceWords(less, { above: "more for model-2", below: "fewer for model-2" }, "difference")}. Before they learned, it named ${estimateText(before)} for model-2's: ${differenceWords(more, { above: "learning sequences made digits easier to read", below: "learning sequences made digits harder to read" }, "difference")}.${verdict}`;
}

function isMeasured({ mean }: Estimate): boolean {
  return Number.isFinite(mean);
}

function nothingRead(thing: string): string {
  return `What a linear readout of the ${thing} names is not known of every CNN: where they are the same for all digits, there is nothing to read.`;
}

function readoutVerdict(less: Estimate, more: Estimate): string {
  const [besideAlone, besideBefore] = [sideOf(less), sideOf(more)];
  if (besideBefore === "below") {
    return "So the CNNs of model-2 unlearned to tell digits.";
  }
  if (besideBefore === undefined) {
    return "So it is open whether the CNNs of model-2 learned to tell digits at all.";
  }
  const learned = "So the CNNs of model-2 learned to tell digits, though nobody told them any";
  if (besideAlone === "below") return `${learned}, but less well than CNNs that are taught them.`;
  return besideAlone === "above"
    ? `${learned}, and better than CNNs that are taught them.`
    : `${learned}; whether less well than CNNs that are taught them is open.`;
}

function mapWords(cnns: readonly CnnResult[], { fittedMaps }: UsedCounts): string {
  const mapsRead = (model: 1 | 2, at: 0 | -1) =>
    modelEstimate(cnns, model, ({ epochs }) => epochs.at(at)!.maps?.share ?? Number.NaN);
  const [alone, within, before] = [mapsRead(1, -1), mapsRead(2, -1), mapsRead(2, 0)];
  if (![alone, within, before].every(isMeasured)) return nothingRead("pooled maps");
  return `The pooled maps are nearer to the filters than the outputs are. A linear readout of all their positions, fitted to ${thousands(fittedMaps)} digits, names ${estimateText(alone)} of the digits in model-1 and ${estimateText(within)} in model-2: ${differenceWords(differenceBetween(within, alone), { above: "more in model-2", below: "fewer in model-2" }, "difference")}. With filters that learned nothing it names ${estimateText(before)}. What learning within model-2 adds: ${differenceWords(differenceBetween(within, before), { above: "more are named", below: "fewer are named" }, "difference")}.`;
}

function namingWords(cnns: readonly CnnResult[]): string {
  const shares = ([1, 2] as const).map((model) =>
    modelEstimate(cnns, model, ({ answers }) => bestNaming(answers).share),
  );
  const [alone, within] = shares.map((estimate) => estimateText(estimate));
  const silent = estimateOf(cnns.map(({ answers }) => silentShare(answers))).mean;
  return `Nobody told the outputs of model-2's CNNs which digit they stand for. With the one-to-one naming that fits best, the largest output names ${within} of the test digits, in model-1 ${alone}; a network that says the same of every digit would come to ${percent(silent, 1)}. Where the outputs of model-2 name few digits and the linear readout many, the digit is spread over several outputs.`;
}
