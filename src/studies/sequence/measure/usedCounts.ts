import type { DatasetSummary } from "../../study.ts";
import { learnedFrom } from "../data/parts.ts";
import type { SequenceSettings } from "../settings.ts";
import { comparedDigits, mapsFitCount } from "./measureCnn.ts";

/**
 * How many digits were used for what: as many as were asked for, or all that the part has.
 *
 * Units: counts in digits
 * @source own design
 */
export interface UsedCounts {
  readonly learned: number;
  readonly aside: number;
  readonly tested: number;
  /** Those set aside that linear readouts of outputs, and of maps, are fitted to. */
  readonly fitted: number;
  readonly fittedMaps: number;
  /** Test digits that readouts are asked about. */
  readonly asked: number;
  /** Test digits by which the outputs of CNNs are compared. */
  readonly compared: number;
}

/** Counts what there is against what was asked for. */
export function usedCounts(
  { fitCount, askedCount }: Pick<SequenceSettings, "fitCount" | "askedCount">,
  { trainCount, testCount }: Pick<DatasetSummary, "trainCount" | "testCount">,
): UsedCounts {
  const learned = learnedFrom(trainCount);
  const aside = trainCount - learned;
  const fitted = Math.min(fitCount, aside);
  return {
    learned,
    aside,
    tested: testCount,
    fitted,
    fittedMaps: Math.min(fitted, mapsFitCount),
    asked: Math.min(askedCount, testCount),
    compared: Math.min(comparedDigits, testCount),
  };
}
