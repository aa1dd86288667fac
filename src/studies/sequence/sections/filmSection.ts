import type { Estimate } from "../../../core/statistics.ts";
import type { Figure } from "../../../figures/figure.ts";
import { learningCurves } from "../../../figures/learningCurves.ts";
import { filterPictures, mostFilters } from "../../../figures/probes/filters.ts";
import type { ReportSection } from "../../../figures/report.ts";
import { percent } from "../../../figures/text.ts";
import { someOf } from "../../../probes/filters/filtersOver.ts";
import { estimateText } from "../../claimText.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { differenceWords, intervalSentence, sideOf } from "../../differenceWords.ts";
import { countOf } from "../../words.ts";
import { cnnTitle, cnnTitles } from "../compare/cnnName.ts";
import { cnnPictures } from "../compare/cnnPictures.ts";
import { modelEstimate } from "../compare/modelEstimate.ts";
import { movedSince, shareKept } from "../compare/movedSince.ts";
import { sharedEpochs } from "../compare/sharedEpochs.ts";
import { cnnNamed, seedsIn } from "../compare/sourcePanels.ts";
import type { CnnResult, SequenceResults } from "../results.ts";
import { unfinishedWords } from "../words/unfinishedWords.ts";

/**
 * The filters while they learn: what they look like, and how far they come from where they began.
 *
 * @source own design
 */
export async function filmSection(
  results: SequenceResults,
  { data, subtitle }: { readonly data: string; readonly subtitle: string },
): Promise<ReportSection> {
  const { cnns } = results;
  const seeds = seedsIn(cnns);
  const weights = cnns[0]!.filterShape.slice(1).reduce((size, length) => size * length, 1);
  return {
    id: "film",
    title: "The filters while they learn",
    paragraphs: [
      ...unfinishedWords(results),
      `How far filters have come is the norm of what was added to them since epoch 0, all filters of a CNN together, divided by the norm that they began with. ${intervalSentence(seeds.length)}`,
      wayWords(cnns),
      keptWords(cnns, weights),
    ],
    tables: [],
    figures: [await filmFigure(cnns, data), await movementFigure(cnns, subtitle)],
  };
}

function wayWords(cnns: readonly CnnResult[]): string {
  const [first, second] = [wayOf(cnns, 1), wayOf(cnns, 2)];
  const half = ([1, 2] as const).map((model) => halfwayWords(cnns, model)).join(", ");
  return `At the end the filters of model-1 have come ${estimateText(first, "number")} times that norm, those of model-2 ${estimateText(second, "number")} times: ${differenceWords(differenceBetween(second, first), { above: "model-2's have come farther", below: "model-2's have come less far" })}. Half of the way: ${half}.`;
}

function wayOf(cnns: readonly CnnResult[], model: 1 | 2): Estimate {
  return modelEstimate(cnns, model, (cnn) => movedSince(cnn, -1));
}

/** The first of the kept epochs at which half of the way is done. */
function halfwayWords(cnns: readonly CnnResult[], model: 1 | 2): string {
  const all = wayOf(cnns, model).mean;
  if (!Number.isFinite(all)) return `not measured in model-${model}`;
  const epoch = sharedEpochs(cnns).find((epoch) => {
    const way = modelEstimate(cnns, model, (cnn) => movedSince(cnn, indexOf(cnn, epoch)));
    return way.mean >= all / 2;
  });
  return all === 0 ? `model-${model} did not move` : `model-${model} by epoch ${epoch}`;
}

function indexOf({ epochs }: CnnResult, epoch: number): number {
  return epochs.findIndex((own) => own.epoch === epoch);
}

function keptWords(cnns: readonly CnnResult[], weights: number): string {
  const sentences = ([1, 2] as const).map((model) => {
    const kept = modelEstimate(cnns, model, shareKept);
    const side = sideOf(kept, 0.5);
    const says =
      side === "above"
        ? "more than half"
        : side === "below"
          ? "less than half"
          : `whether that is more than half is not decided by ${countOf(kept.n, "seed")}`;
    return `in model-${model} it is ${estimateText(kept)}: ${says}`;
  });
  return `Which part of a filter was there from the beginning? The share of its squared norm that lies along the filter it began as is 100% where only its length changed, and ${percent(1 / weights)} on average where it points anywhere: ${sentences.join("; ")}.`;
}

function filmFigure(cnns: readonly CnnResult[], data: string): Promise<Figure> {
  const [seed] = seedsIn(cnns);
  const own = ([1, 2] as const).map((model) => cnnNamed(cnns, { model, place: 1, seed: seed! }));
  const epochs = someOf(sharedEpochs(cnns));
  const [first, second] = own.map((cnn) => movedSince(cnn, -1).toFixed(2));
  const count = own[0]!.filterShape[0]!;
  return filterPictures(
    own.flatMap((cnn) =>
      epochs.map((epoch) => ({
        label: `epoch ${epoch}`,
        filters: cnnPictures(cnn, indexOf(cnn, epoch)),
        group: cnnTitle(cnn),
      })),
    ),
    {
      id: "filters-film",
      title: `Filters of CNN1 while they learn, seed ${seed}: model-1's come ${first} times their first norm, model-2's ${second} times`,
      subtitle: `${data}, seed ${seed}; ${count > mostFilters ? `the first ${mostFilters} of ` : ""}${countOf(count, "filter")}, from the left`,
    },
  );
}

function movementFigure(cnns: readonly CnnResult[], subtitle: string): Promise<Figure> {
  const [first, second] = ([1, 2] as const).map((model) => wayOf(cnns, model).mean.toFixed(2));
  const epochs = sharedEpochs(cnns);
  return learningCurves(
    cnns.flatMap((cnn) =>
      epochs.map((epoch) => ({
        series: cnnTitle(cnn),
        seed: cnn.seed,
        epoch,
        value: movedSince(cnn, indexOf(cnn, epoch)),
      })),
    ),
    {
      id: "filters-movement",
      title: `How far filters come from where they began: ${first} times their first norm in model-1, ${second} times in model-2`,
      caption:
        "Norm of what was added to all filters of a CNN since epoch 0, divided by their norm then, at the epochs whose networks are kept: mean over seeds, with a band for the 95% confidence interval of the mean (Student t), and single seeds as thin lines.",
      metric: "way, in norms of epoch 0",
      format: "number",
      xScale: "logarithmic",
      subtitle,
      colourOrder: cnnTitles,
    },
  );
}
