import { expect, test } from "vitest";
import { madeUpResults } from "../../../../test/support/madeUpTranslation.ts";
import { textsOf } from "../../../../test/support/svg.ts";
import { gapSection } from "./gapSection.ts";

/** The section on networks that recognise these shares of every image, by row. */
async function sectionOn(
  shares: Readonly<Record<string, number>>,
  { isSource = true, shift = 5 }: { readonly isSource?: boolean; readonly shift?: number } = {},
) {
  const accuracy = ({ factors }: { readonly factors: Readonly<Record<string, unknown>> }) =>
    shares[String(factors.row)] ?? 0.5;
  const results = madeUpResults({ seeds: [0, 1], shift }, { accuracy });
  return await gapSection(results, { subtitle: "made up", isSource });
}

const alike = { lenet5: 0.5, "lenet5-full": 0.5, "lenet5-longer2": 0.6 };

test.each([
  ["finds the gap", { lenet5: 0.6, "lenet5-full": 0.5 }, "The gap is the paper's."],
  [
    "sees that unlike trainings could give it",
    alike,
    "Between the longest training of LeNet-5 and the shortest of its symmetrical form lie +10.0 points: one run each, trained to different degrees, could give it",
  ],
  [
    "sees that they could not",
    { ...alike, "lenet5-longer2": 0.5 },
    "symmetrical form lie 0.0 points: these lengths of training do not explain it.",
  ],
])("gapSection() %s where it is so", async (_, shares, words) => {
  const { paragraphs } = await sectionOn(shares);
  expect(paragraphs[0]).toMatch(/falls 11 points behind .+ paired by seed\)\.$/);
  expect(paragraphs[1]).toContain(words);
});

test("gapSection() tells every length of training", async () => {
  const { paragraphs, figures } = await sectionOn(alike);
  expect(paragraphs[1]).toContain("LeNet-5 50.0% after 2, 60.0% after 4, 50.0% after 8 epochs; ");
  expect(textsOf(figures[0]!.svg)).toContain("epochs trained");
});

test.each([{ isSource: false }, { shift: 4 }])(
  "gapSection() says that the paper's number is about other data or shifts: %j",
  async (other) => {
    const { paragraphs } = await sectionOn(alike, other);
    expect(paragraphs[0]).toMatch(
      / The paper's number is about MNIST and its own shifts, ours is not\.$/,
    );
  },
);
