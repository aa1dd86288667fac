import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { textsOf } from "../../../../test/support/svg.ts";
import { rateCurves, variantsFigure } from "./whyFigures.ts";

const results = madeUpSequence(
  {},
  {
    accuracy: (row, seed, done) => {
      const finals: Readonly<Record<string, number>> = {
        "lstm-value": 0.3,
        "lstm-keras": 0.494,
        "lstm-small": 0.544,
      };
      return (finals[row] ?? 0.8) * done + (seed - 1) * 0.001;
    },
  },
);
const options = { subtitle: "made up", isSource: true };

test("variantsFigure() counts where trainings end beside the paper", async () => {
  const { title, data, svg } = await variantsFigure(results, options);
  expect(title).toBe(
    "Of 11 other trainings, 8 end above the paper's 49.4%, 1 below, 1 at it, 1 undecided",
  );
  expect(data).toHaveLength(12);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining([
      "paper: 49.4%",
      "rate 0.1, 6 epochs",
      "no more can be right: 50.0%",
      "how it is trained",
    ]),
  );
});

test("rateCurves() tells when the paper's number was reached", async () => {
  const { title, svg } = await rateCurves(results, options);
  expect(title).toBe(
    "When the LSTM first comes to 49.4%: as in table 2, epoch 13; 10 × the rate, epoch 4",
  );
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["as in table 2", "3 × the rate"]));
});

test("variantsFigure() and rateCurves() say that the paper's data are others", async () => {
  const other = { ...options, isSource: false };
  const variants = await variantsFigure(results, other);
  expect(variants.title).toContain("the paper's 49.4% (MNIST)");
  for (const { svg } of [variants, await rateCurves(results, other)]) {
    expect(textsOf(svg)).toContain("paper, MNIST: 49.4%");
  }
});
