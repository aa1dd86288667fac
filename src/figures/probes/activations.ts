import type { Figure } from "../figure.ts";
import { readingCurves } from "./readingCurves.ts";
import type { ReadingRow, UntrainedRow } from "./readingLines.ts";

export interface ActivationFigureOptions {
  readonly untrained: readonly UntrainedRow[];
  /** Which images, such as `500 test images`. */
  readonly subtitle: string;
}

/** How strongly the units of each layer answer, and how many of them not at all, over the epochs. */
export async function activationFigures(
  rows: readonly ReadingRow[],
  options: ActivationFigureOptions,
): Promise<Figure[]> {
  return await readingCurves(rows, {
    ...options,
    id: "activations",
    headlines: {
      mean: "How strongly the units of each layer answer on average",
      deviation: "How far the answers of each layer's units lie apart",
      sparsity: "How many of each layer's answers are zero",
      "dead units": "How many of each layer's units are dead",
    },
    formats: { sparsity: "percent", "dead units": "percent" },
    logarithmic: ["deviation"],
    captions: {
      mean: "Mean: over all units, images and positions, in the layer's own units.",
      deviation:
        "Deviation: standard deviation over all units, images and positions, in the layer's own units.",
      sparsity: "Sparsity: share of zeros among the outputs of all units, images and positions.",
      "dead units":
        "Dead units give the same number for every image at every position; channels are the units of maps.",
    },
  });
}
