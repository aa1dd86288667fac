import { type Estimate, estimateOf, mean } from "../../../core/statistics.ts";
import type { Figure } from "../../../figures/figure.ts";
import { filterDissimilarity } from "../../../figures/filterDissimilarity.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { differenceWords, intervalSentence } from "../../differenceWords.ts";
import { countOf } from "../../words.ts";
import { cnnPictures } from "../compare/cnnPictures.ts";
import {
  cnnNamed,
  type PanelId,
  panelValues,
  type SourcePanel,
  seedsIn,
  sourcePanels,
} from "../compare/sourcePanels.ts";
import type { CnnResult, SequenceResults } from "../results.ts";
import { unfinishedWords } from "../words/unfinishedWords.ts";

/** A panel with S_i of every filter, by seed. */
interface MeasuredPanel extends SourcePanel {
  readonly bySeed: readonly (readonly number[])[];
}

/**
 * The source's figures 4 and 5 with its letters and directions, on one scale of colours, and the same of all seeds.
 *
 * @source Inoue & Tsukamoto 2021, section 3.2
 */
export async function filtersSection(
  results: SequenceResults,
  { data }: { readonly data: string },
): Promise<ReportSection> {
  const { cnns } = results;
  const seeds = seedsIn(cnns);
  const panels = sourcePanels.map((panel): MeasuredPanel => {
    return { ...panel, bySeed: seeds.map((seed) => panelValues(cnns, panel, seed)) };
  });
  const shown = `${data}, seed ${seeds[0]}; ${countOf(cnns[0]!.filterShape[0]!, "filter")} of each network`;
  return {
    id: "filters",
    title: "The source's figures 4 and 5: filters of one network among those of another",
    paragraphs: [
      ...unfinishedWords(results),
      `The source asks of each filter F_i of one CNN how far the nearest filter of another CNN is: S_i = min_j E_ij, with E_ij the Euclidean distance (its equation 1). 0 says that the other CNN has the same filter. Asked the other way round the answer is another one, and so there are two panels for each two CNNs. The source's figures 4 and 5 are drawn of one seed, as the source has them, with its letters; the table holds all. ${intervalSentence(seeds.length)}`,
      withinSentence(panels),
      betweenSentence(panels),
      "A small S_i says that filters are near each other, not that they are alike: short filters are near to every other short one. The next section takes both apart.",
    ],
    tables: [tableOf(panels, seeds.length)],
    figures: [
      await figureOf(cnns, panels, { figure: "4", shown }),
      await figureOf(cnns, panels, { figure: "5", shown }),
    ],
  };
}

function withinSentence(panels: readonly MeasuredPanel[]): string {
  const [first, second] = [meanOf(panels, ["4a", "4b"]), meanOf(panels, ["4c", "4d"])];
  return `The source's figure 4: within model-1, S_i is ${text(first)} on average (a, b), within model-2 ${text(second)} (c, d): ${differenceWords(differenceBetween(second, first), { above: "model-2's filters are farther from each other", below: "model-2's filters are nearer to each other" })}.`;
}

function betweenSentence(panels: readonly MeasuredPanel[]): string {
  const [within, there, back] = [
    meanOf(panels, ["4a", "4b"]),
    meanOf(panels, ["5a", "5c"]),
    meanOf(panels, ["5b", "5d"]),
  ];
  const found = valuesOf(panels, ["5b", "5d"]);
  const usual = middle(valuesOf(panels, ["4a", "4b"]));
  const near = found.filter((value) => value < usual).length;
  return `The source's figure 5: model-2's filters lie ${text(back)} from the nearest of model-1's CNN in the same place (b, d). Beside the distances within model-1 (its figure 4 a, b): ${differenceWords(differenceBetween(back, within), { above: "they are farther", below: "they are nearer" })}. Of ${countOf(found.length, "filter")} of model-2, ${percent(near / found.length)} have a filter in model-1 that is nearer than ${usual.toFixed(2)}, the median within model-1. The other way round, model-1's filters lie ${text(there)} from the nearest of model-2 (a, c).`;
}

function text(estimate: Estimate): string {
  return estimateText(estimate, "number");
}

/** The mean S_i of panels with as many filters each, a value a seed. */
function meanOf(panels: readonly MeasuredPanel[], ids: readonly PanelId[]): Estimate {
  const own = panels.filter(({ id }) => ids.includes(id));
  return estimateOf(own[0]!.bySeed.map((_, at) => mean(own.flatMap(({ bySeed }) => bySeed[at]!))));
}

function valuesOf(panels: readonly MeasuredPanel[], ids: readonly PanelId[]): number[] {
  return panels.filter(({ id }) => ids.includes(id)).flatMap(({ bySeed }) => bySeed.flat());
}

function tableOf(panels: readonly MeasuredPanel[], seeds: number): ReportTable {
  return {
    caption: `S_i over ${countOf(seeds, "seed")}: mean over filters (±: ${intervalText}), least and greatest of all filters and seeds`,
    columns: ["source's figure", "filters of", "mean S_i", "least", "greatest"],
    align: ["left", "left", "right", "right", "right"],
    rows: panels.map(({ id, title, bySeed }) => {
      const all = bySeed.flat();
      return [
        `${id[0]} (${id[1]})`,
        title,
        text(estimateOf(bySeed.map(mean))),
        Math.min(...all).toFixed(2),
        Math.max(...all).toFixed(2),
      ];
    }),
  };
}

function figureOf(
  cnns: readonly CnnResult[],
  panels: readonly MeasuredPanel[],
  { figure, shown }: { readonly figure: "4" | "5"; readonly shown: string },
): Promise<Figure> {
  const [seed] = seedsIn(cnns);
  const largest = Math.max(...panels.flatMap(({ bySeed }) => bySeed[0]!));
  return filterDissimilarity(
    panels
      .filter(({ id }) => id.startsWith(figure))
      .map(({ id, title, base, bySeed }) => ({
        name: `(${id[1]})`,
        title,
        filters: cnnPictures(cnnNamed(cnns, { ...base, seed: seed! }), -1),
        values: bySeed[0]!,
      })),
    {
      id: `filters-figure-${figure}`,
      title: `The source's figure ${figure}, of seed ${seed}: ${foundIn(panels, figure)}`,
      subtitle: shown,
      // Where all distances are 0 there would be no scale.
      domain: [0, largest || 1],
      digits: 2,
    },
  );
}

function foundIn(panels: readonly MeasuredPanel[], figure: "4" | "5"): string {
  const size = (ids: readonly PanelId[]) => meanOf(panels, ids).values[0]!.toFixed(2);
  return figure === "4"
    ? `within model-1 the nearest filter is ${size(["4a", "4b"])} away on average, within model-2 ${size(["4c", "4d"])}`
    : `model-1's filters are ${size(["5a", "5c"])} from model-2's nearest on average, model-2's ${size(["5b", "5d"])} from model-1's`;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}
