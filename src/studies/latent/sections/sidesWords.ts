import type { Estimate } from "../../../core/statistics.ts";
import type { LayerName } from "../layers.ts";
import { layersText } from "../words/layersText.ts";
import { sideOrSign } from "./sideOrSign.ts";

/** A layer, and how one number of it differs from another; null where one of them is not known. */
export type LayerDifference = readonly [layer: LayerName, difference: Estimate | null];

/** What is said of layers where a difference is above a limit, and where it is below. */
export interface SideWords {
  readonly above: string;
  readonly below: string;
  /** Where nothing differs: 1 of what is so many times as large, 0 where nothing is said. */
  readonly limit?: number;
}

/**
 * In which layers differences are above the limit, below it, or not to be told from it: "more in c1 to c4, fewer in gap, not told
 * apart in c5". Of one seed its signs: see `oneSeedWords`.
 *
 * @source own design: no sentence claims more than the intervals allow
 */
export function sidesWords(
  differences: readonly LayerDifference[],
  { above, below, limit = 0 }: SideWords,
): string {
  const known = differences.flatMap(([layer, difference]) =>
    difference ? [{ layer, difference }] : [],
  );
  if (known.length === 0) return "not measured";
  const isSingle = known.every(({ difference }) => difference.n < 2);
  const layersAt = (side: "above" | "below" | undefined) =>
    known
      .filter(({ difference }) => sideOrSign(difference, limit) === side)
      .map(({ layer }) => layer);
  const unknown = differences.filter(([, difference]) => !difference).map(([layer]) => layer);
  const parts = [
    { words: above, layers: layersAt("above") },
    { words: below, layers: layersAt("below") },
    { words: isSingle ? "the same" : "not told apart", layers: layersAt(undefined) },
    { words: "not known", layers: unknown },
  ].filter(({ layers }) => layers.length > 0);
  return parts.map(({ words, layers }) => `${words} in ${layersText(layers)}`).join(", ");
}
