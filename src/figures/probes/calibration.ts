import type { Figure } from "../figure.ts";
import { type ReadingRow, readingCurves } from "./readingCurves.ts";
import { type EpochBins, reliabilityDiagram } from "./reliabilityDiagram.ts";

/** Confidence and accuracy at the first and the last epoch, and the errors of calibration over the epochs. */
export async function calibrationFigures(
  rows: readonly ReadingRow[],
  diagrams: readonly EpochBins[],
  subtitle = "",
): Promise<Figure[]> {
  const known = diagrams.flatMap(({ bins, ...own }) => (bins ? [{ ...own, bins }] : []));
  const figures = known.length === 0 ? [] : [await reliabilityDiagram(known)];
  for (const [quantity, { format, ...words }] of Object.entries(curves)) {
    const own = rows.filter((row) => row.quantity === quantity);
    const options = { id: "calibration", subtitle, ...words, formats: { [quantity]: format } };
    figures.push(...(await readingCurves(own, options)));
  }
  return figures;
}

const calibrated =
  "Between the dotted lines lie 95% of perfectly calibrated networks that are as sure as this one.";
const shares = "Chance is what answering the shares of the classes comes to, whatever the image.";

/** What is drawn over the epochs. */
const curves = {
  "expected calibration error": {
    headline: "How far confidence and accuracy are apart",
    format: "percent",
    caption: `Mean over the images of the distance between accuracy and mean confidence of their bin. ${calibrated}`,
  },
  "maximum calibration error": {
    headline: "How far confidence and accuracy are apart in the worst bin",
    format: "percent",
    caption: `Distance between accuracy and mean confidence of the bin where it is largest. ${calibrated}`,
  },
  overconfidence: {
    headline: "Whether the network is too sure",
    format: "percent",
    caption:
      "Mean confidence less accuracy: above 0 the network is sure more often than it is right, below 0 it is right more often than it is sure.",
  },
  "negative log-likelihood": {
    headline: "How unlikely the network takes the true classes to be",
    format: "number",
    caption: `Mean of −log of the probability that the network gives the true class. ${shares} In nats an image; lower is better.`,
  },
  "Brier score": {
    headline: "How far its probabilities are from the true classes",
    format: "number",
    caption: `Mean over the images of the squared distance between its probabilities and the truth, summed over the classes. ${shares} From 0 to 2; lower is better.`,
  },
} as const;
