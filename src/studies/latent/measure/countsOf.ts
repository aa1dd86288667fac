import type { ComponentCounts, Spectra } from "../../../probes/dimension/rowSpectra.ts";
import { countedShares } from "../shares.ts";

/** What is counted of some of a layer's points. */
export type CountsOf = (kept: Uint32Array) => ComponentCounts;

/** Below this share of what as many points vary by on average, what some of them vary by is rounding of the products. */
const roundingShare = 1e-6;

/**
 * Counts components of some of the points alone. Points that are all the same, though others are not, have none: what their
 * products differ by is rounding.
 *
 * @source own design
 */
export function countsOf(spectra: Spectra, count: number): CountsOf {
  const whole = spectra.counts(countedShares(count));
  return (kept) => {
    if (kept.length === count) return whole;
    const own = spectra.countsAmong(kept, countedShares(kept.length));
    const usual = (whole.total * kept.length) / count;
    return own.total > roundingShare * usual ? own : nothingIn(own);
  };
}

function nothingIn({ components }: ComponentCounts): ComponentCounts {
  return { components: components.map(() => 0), participationRatio: null, total: 0 };
}
