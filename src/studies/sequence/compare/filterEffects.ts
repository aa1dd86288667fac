import { type Estimate, estimateOf, mean } from "../../../core/statistics.ts";
import type { FilterQuantity } from "../../../probes/filters/compareFilters.ts";
import { filterNorms } from "../../../probes/filters/filterSimilarity.ts";
import { differenceBetween, ratioBetween } from "../../differenceBetween.ts";
import type { SequenceResults } from "../results.ts";
import { type CnnPair, filtersAt, pairEstimate } from "./compareCnns.ts";
import { kindDifference, kindEstimate, type PairsOfKind } from "./filterDifferences.ts";
import { modelEstimate } from "./modelEstimate.ts";
import { type PanelId, panelValues, seedsIn, sourcePanels } from "./sourcePanels.ts";

/** The nearest filter, with its length or without. */
export type Nearest = "nearest distance" | "nearest scale-free distance";

/**
 * How many times as far the filters of two CNNs are from each other as filters of the same lengths that point anywhere: 1
 * where they are no more alike than those, 0 where they are the same. Between the models it is fair without lengths only,
 * for random filters are compared with the model whose lengths they have. Null where it cannot be computed.
 *
 * @source own design
 */
export function ratioToRandom(
  { pairs }: SequenceResults,
  kind: "within model-1" | "within model-2" | "between the models",
  quantity: FilterQuantity,
): Estimate | null {
  const model = kind === "within model-1" ? 1 : kind === "within model-2" ? 2 : undefined;
  const random: PairsOfKind = { kind: "random directions" };
  return ratioBetween(
    pairEstimate(pairs, kind, quantity),
    kindEstimate(pairs, model === undefined ? random : { ...random, model }, quantity),
  );
}

/**
 * How much farther model-2's filters are from the nearest of model-1's CNN in the same place than model-1's filters are
 * from each other: below 0 where they are nearer. Null where it cannot be computed.
 *
 * @source Inoue & Tsukamoto 2021, figures 5 (b, d) and 4 (a, b); the difference is ours
 */
export function distanceToModel1({ pairs }: SequenceResults, quantity: Nearest): Estimate | null {
  const fromModel2 = pairs.map((pair) =>
    pair.kind === "between the models" ? oneWay(pair) : pair,
  );
  return differenceBetween(
    pairEstimate(fromModel2, "between the models", quantity),
    pairEstimate(pairs, "within model-1", quantity),
  );
}

/** The pair asked in one direction only: model-2's filters are looked for among model-1's. */
function oneWay(pair: CnnPair): CnnPair {
  const asked = pair.a.model === 2 ? pair.there : pair.back;
  return { ...pair, there: asked, back: asked };
}

/** How much farther model-2's filters are from each other than model-1's: figures 4 (c, d) less 4 (a, b). */
export function distanceWithinModel2(
  { pairs }: SequenceResults,
  quantity: Nearest,
): Estimate | null {
  const [compared, beside] = [{ kind: "within model-2" }, { kind: "within model-1" }] as const;
  return kindDifference(pairs, { compared, beside }, quantity);
}

/** S_i of the filter that is farthest from its nearest one, a value a seed: the mean over these panels of the source's. */
export function farthestIn({ cnns }: SequenceResults, ids: readonly PanelId[]): Estimate {
  const panels = sourcePanels.filter(({ id }) => ids.includes(id));
  return estimateOf(
    seedsIn(cnns).map((seed) =>
      mean(panels.map((panel) => Math.max(...panelValues(cnns, panel, seed)))),
    ),
  );
}

/** How many times as long the filters of model-2 are as those of model-1, on average. */
export function lengthRatio({ cnns }: SequenceResults): Estimate | null {
  const lengths = (model: 1 | 2) =>
    modelEstimate(cnns, model, (cnn) => mean(filterNorms(filtersAt(cnn, -1))));
  return ratioBetween(lengths(2), lengths(1));
}
