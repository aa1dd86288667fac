import { shiftImages } from "../../../data/transforms/shift.ts";
import { answerShares } from "../../../figures/answerShares.ts";
import type { Figure } from "../../../figures/figure.ts";
import type { ReportSection } from "../../../figures/report.ts";
import { shiftedDigits } from "../../../figures/shiftedDigits.ts";
import type { Shift } from "../../../probes/movement/measureShiftGrid.ts";
import { seedsOf } from "../../words.ts";
import { rowNamed } from "../claims.ts";
import type { Example } from "../measure.ts";
import type { TranslationResults } from "../results.ts";

/**
 * LeNet-5 trained with every 3 moved right and every 2 moved left.
 *
 * @source Tanaka 2024, figures 1 to 4
 */
export async function biasedSection(
  results: TranslationResults,
  {
    subtitle,
    data,
    mode,
  }: {
    readonly subtitle: string;
    /** What the data set is called. */
    readonly data: string;
    readonly mode: "zero" | "circular";
  },
): Promise<ReportSection> {
  const biased = rowNamed(results, "biased")!;
  const pictures: Figure[] = [];
  for (const example of results.examples) {
    pictures.push(await pictureOf(example, { shifts: results.shifts, data, mode }));
  }
  return {
    id: "biased",
    title: "Place instead of form: a biased training set",
    paragraphs: [
      "In this training set every 3 stands 3 pixels to the right and every 2 stands 3 pixels to the left; all else is unchanged. If convolution recognised forms wherever they stand, this would not matter.",
      `The source shows four digits, and so do the pictures below (first seed). The heat maps add the number that it lacks: how often every true digit is answered with a 2 or a 3, over all test images and ${seedsOf(biased.seeds)}.`,
    ],
    tables: [],
    figures: [await answerShares(biased.answers, { subtitle }), ...pictures],
  };
}

async function pictureOf(
  { index, label, width, height, pixels, answers }: Example,
  {
    shifts,
    data,
    mode,
  }: {
    readonly shifts: readonly Shift[];
    readonly data: string;
    readonly mode: "zero" | "circular";
  },
): Promise<Figure> {
  const image = Uint8Array.from(pixels);
  const cells = shifts.map(({ dx, dy }, at) => {
    const moved = new Uint8Array(image.length);
    shiftImages(image, moved, { count: 1, height, width, dx, dy, mode });
    return { dx, dy, pixels: moved, predicted: answers[at]! };
  });
  return shiftedDigits({ data, index, label, width, height, cells });
}
