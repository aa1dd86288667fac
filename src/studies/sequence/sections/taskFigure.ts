import type { Figure } from "../../../figures/figure.ts";
import { imageRows } from "../../../figures/imageRows.ts";
import { wholeNumber } from "../../../figures/text.ts";
import type { PairExample } from "../measure/measurePairs.ts";

/**
 * A few test pairs with what comes third.
 *
 * @source Inoue & Tsukamoto 2021, figure 1
 */
export function taskFigure(examples: readonly PairExample[], subtitle: string): Promise<Figure> {
  const right = examples.filter(({ third, answer }) => third === answer).length;
  const answers = examples.map(({ answer }) => wholeNumber(answer)).join(", ");
  return imageRows(
    [
      { label: "first image", detail: "a", images: examples.map(firstOf) },
      { label: "second image", detail: "b", images: examples.map(secondOf) },
    ],
    {
      id: "task",
      title: "Two images are shown; what comes third in their arithmetic sequence?",
      caption: `The first ${examples.length} test pairs, one a column, with the two digits and c = 2b − a above. Trained with the first seed, model-2 answers ${answers}: ${right} of ${examples.length} are right.`,
      subtitle,
      headings: examples.map(
        ({ first, second, third }) => `${first}, ${second} → ${wholeNumber(third)}`,
      ),
    },
  );
}

function firstOf({ firstPixels, height, width, first }: PairExample) {
  return { pixels: Uint8Array.from(firstPixels), height, width, description: `a ${first}` };
}

function secondOf({ secondPixels, height, width, second }: PairExample) {
  return { pixels: Uint8Array.from(secondPixels), height, width, description: `a ${second}` };
}
