import { comparisonStrips } from "../../../figures/comparisonStrips.ts";
import type { Figure } from "../../../figures/figure.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import type { FilterQuantity } from "../../../probes/filters/compareFilters.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { sideOf } from "../../differenceWords.ts";
import { type CnnPair, pairValue, randomDraws } from "../compare/compareCnns.ts";
import { type ComparedGroup, comparedGroups } from "../compare/comparedGroups.ts";
import { filterDifferences, kindDifference } from "../compare/filterDifferences.ts";
import type { SequenceResults } from "../results.ts";
import { nullWords } from "../words/nullWords.ts";
import { unfinishedWords } from "../words/unfinishedWords.ts";

/** The source's way of comparing filters, and what else could be asked. */
const quantities: readonly FilterQuantity[] = [
  "nearest distance",
  "matched distance",
  "matched scale-free distance",
  "matched cosine",
];

/**
 * Distances between filters beside those that come out where there is nothing to find.
 *
 * @source own design: the source concludes from single distances
 */
export async function nullsSection(
  results: SequenceResults,
  subtitle: string,
): Promise<ReportSection> {
  const { cnns, pairs } = results;
  const groups = comparedGroups(pairs);
  return {
    id: "nulls",
    title: "What would the distances be if there were nothing to see?",
    paragraphs: [...unfinishedWords(results), ...nullWords({ cnns, pairs })],
    tables: [estimatesTable(groups), differencesTable(pairs)],
    figures: [await stripsFigure(groups, { pairs, subtitle })],
  };
}

function estimatesTable(groups: readonly ComparedGroup[]): ReportTable {
  return {
    caption: `Filters of two CNNs beside each other, mean over seeds (±: ${intervalText}; pairs of different seeds share seeds and have none)`,
    columns: ["CNNs", "pairs", ...quantities],
    align: ["left", "right", ...quantities.map(() => "right" as const)],
    rows: groups.map(({ name, pairs, estimate }) => [
      name,
      pairs.length,
      ...quantities.map((quantity) => {
        const own = estimate(quantity);
        return own ? estimateText(own, "number") : "–";
      }),
    ]),
  };
}

function differencesTable(pairs: readonly CnnPair[]): ReportTable {
  return {
    caption: `Differences, paired by seed (±: ${intervalText}; ✱: the interval does not hold 0; without any difference, that is so of one in twenty)`,
    columns: ["difference", ...quantities],
    align: ["left", ...quantities.map(() => "right" as const)],
    rows: filterDifferences.map((difference) => [
      difference.title,
      ...quantities.map((quantity) => {
        const own = kindDifference(pairs, difference, quantity);
        if (!own) return "–";
        return `${estimateText(own, "number")}${sideOf(own) ? " ✱" : ""}`;
      }),
    ]),
  };
}

function stripsFigure(
  groups: readonly ComparedGroup[],
  { pairs, subtitle }: { readonly pairs: readonly CnnPair[]; readonly subtitle: string },
): Promise<Figure> {
  return comparisonStrips(
    quantities.flatMap((panel) =>
      groups.map(({ name, isNull, reference, pairs: own, estimate }) => ({
        panel,
        group: name,
        kind: isNull ? ("null" as const) : ("compared" as const),
        values: own.flatMap((pair) => pairValue(pair, panel) ?? []),
        estimate: estimate(panel) ?? undefined,
        reference,
      })),
    ),
    {
      id: "filters-nulls",
      title: titleOf(pairs),
      subtitle: `${subtitle}; a mark of random directions is the mean of ${randomDraws} draws`,
      axes: {
        "nearest distance": { label: "of weights, mean over filters" },
        "matched distance": { label: "of weights, mean over filters" },
        "matched scale-free distance": { label: "of weights divided by the filter's norm" },
        "matched cosine": { label: "1: the same but for length and sign" },
      },
    },
  );
}

/** How like matched filters of a seed's two CNNs point, beside chance. */
function titleOf(pairs: readonly CnnPair[]): string {
  const [first, second] = ([1, 2] as const).map((model) => chanceWords(pairs, model));
  return first === second
    ? `Filters of two CNNs, within both models: ${first}`
    : `Filters of two CNNs: within model-1 ${first}, within model-2 ${second}`;
}

function chanceWords(pairs: readonly CnnPair[], model: 1 | 2): string {
  const compared = { kind: `within model-${model}` } as const;
  const beside = { kind: "random directions", model } as const;
  const difference = kindDifference(pairs, { compared, beside }, "matched cosine");
  if (difference && difference.n < 2) return "whether directions are alike, one seed does not tell";
  const side = difference ? sideOf(difference) : undefined;
  if (side === "above") return "directions more alike than chance";
  return side === "below"
    ? "directions less alike than chance"
    : "directions not to be told from chance";
}
