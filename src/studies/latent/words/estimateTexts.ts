import { type Estimate, estimateOf } from "../../../core/statistics.ts";
import { estimateText } from "../../claimText.ts";
import { thousands } from "../../words.ts";

/**
 * A share of a layer's dimensions, or a dash where it is not known.
 *
 * @source own design
 */
export function shareText(estimate: Estimate | null): string {
  return estimate ? estimateText(estimate, "small share") : "–";
}

/** A share that is known without seeds, or that stands for their mean. */
export function plainShareText(share: number): string {
  return shareText(estimateOf([share]));
}

/** A number, or a dash where it is not known. */
export function numberText(estimate: Estimate | null): string {
  return estimate ? estimateText(estimate, "number") : "–";
}

/** A mean number of components, with the digits that count: "1,234", "7.3". */
export function componentsText({ mean }: Estimate): string {
  return mean >= 100 ? thousands(Math.round(mean)) : String(Number(mean.toPrecision(2)));
}
