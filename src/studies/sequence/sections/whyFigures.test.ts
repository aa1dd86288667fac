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
  const { title, svg, caption } = await rateCurves(results, options);
  expect(title).toBe(
    "When the LSTM first comes to 49.4%: as in table 2, epoch 13; 10 × the rate, epoch 4",
  );
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["as in table 2", "3 × the rate"]));
  expect(caption).not.toContain("that which is");
});

test("rateCurves() draws one curve where a longer training begins with that of table 2", async () => {
  const pace: Readonly<Record<string, number>> = { "lstm-longer": 0.8, lstm: 0.4 };
  const { title, svg, data, caption } = await rateCurves(
    madeUpSequence({}, { accuracy: (row, _, done) => (pace[row] ?? 0.9) * done }),
    options,
  );
  expect(title).toBe(
    "When the LSTM first comes to 49.4%: as in table 2, never; 10 × the rate, epoch 4",
  );
  expect(textsOf(svg)).toContain("as in table 2, but twice as long");
  expect(textsOf(svg)).not.toContain("as in table 2");
  expect(caption).toContain("table 2 is the first 20 epochs of that which is twice as long.");
  expect(data.filter(({ mark }) => mark !== null)).toEqual([
    {
      series: "as in table 2, but twice as long",
      seed: null,
      epoch: 20,
      value: 0.494,
      mark: "paper: 49.4%",
    },
  ]);
});

test("variantsFigure() and rateCurves() say that the paper's data are others", async () => {
  const other = { ...options, isSource: false };
  const variants = await variantsFigure(results, other);
  expect(variants.title).toContain("the paper's 49.4% (all of MNIST)");
  for (const { svg } of [variants, await rateCurves(results, other)]) {
    expect(textsOf(svg)).toContain("paper, all of MNIST: 49.4%");
  }
});
