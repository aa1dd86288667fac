import { mean } from "../../../core/statistics.ts";
import { numberTexts } from "../../../figures/numberText.ts";
import type { FilterQuantity } from "../../../probes/filters/compareFilters.ts";
import { countOf } from "../../words.ts";
import { type CnnPair, type PairKind, pairValue } from "./compareCnns.ts";

/** Behind the point. */
const digits = 2;

type OtherSeeds = "model-1, other seeds" | "model-2, other seeds";

/**
 * Where the mean of pairs lies beside those that are alike but for their seeds; undefined where one of them is not there.
 * Pairs of different seeds share seeds and have no interval: their range is told.
 *
 * @source own design
 */
export function besideOtherSeeds(
  pairs: readonly CnnPair[],
  { kind, others }: { readonly kind: PairKind; readonly others: OtherSeeds },
  quantity: FilterQuantity | "cka",
): string | undefined {
  const [own, beside] = [kind, others].map((name) =>
    pairs.filter((pair) => pair.kind === name).flatMap((pair) => pairValue(pair, quantity) ?? []),
  );
  if (own!.length === 0 || beside!.length === 0) return undefined;
  const ends = [mean(own!), Math.min(...beside!), Math.max(...beside!)];
  // What is the same to the digits that are shown is not called another number.
  const [centre, low, high] = ends.map((value) => Number(value.toFixed(digits)));
  const side = centre! < low! ? "below" : centre! > high! ? "above" : "within";
  const text = numberTexts(ends, "number", digits);
  const [model] = others.split(",");
  return `${kind} it is ${text(centre!)}, ${side} the range of ${countOf(beside!.length, "pair")} of ${model} with different seeds (${text(low!)} to ${text(high!)})`;
}
