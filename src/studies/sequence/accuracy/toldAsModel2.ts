import type { RowResult, SequenceResults } from "../results.ts";

/**
 * The LSTM of model-1 that is told just what that of model-2 reads, of CNNs that were trained alone; undefined where none
 * was trained so.
 *
 * @source own design: what is left between the two is that one of them was trained as one
 */
export function toldAsModel2(
  { rows }: SequenceResults,
  reads: "logits" | "probabilities",
): RowResult | undefined {
  const wanted = reads === "logits" ? "logits" : "soft";
  return rows.find(({ network, told }) => network === "label-lstm" && told === wanted);
}
