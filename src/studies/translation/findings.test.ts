import { describe, expect, test } from "vitest";
import { type Behaviour, madeUpResults } from "../../../test/support/madeUpTranslation.ts";
import { estimateOf } from "../../core/statistics.ts";
import { rowNamed } from "./claims.ts";
import { breakSentence, classTitle, helpTitle, reachSentence, summaryOf } from "./findings.ts";
import type { RowResult, TranslationResults } from "./results.ts";

/** Accuracy of each row as it is and moved at all; the biased network is right about `moved` of what it is shown. */
function results(
  shares: Readonly<Record<string, readonly [still: number, moved: number]>>,
  given: Parameters<typeof madeUpResults>[0] = {},
): TranslationResults {
  const accuracy: Behaviour["accuracy"] = ({ factors }, { dx }) => {
    const [still, moved] = shares[String(factors.row)] ?? [1, 1];
    return dx === 0 ? still : moved;
  };
  const mistake: Behaviour["mistake"] = ({ factors }, { dx }, label) => {
    if (factors.group === "biased") return dx > 0 ? 3 : 2;
    return (label + 1) % 10;
  };
  // Three shifts: (still + 2·moved) / 3.
  return madeUpResults({ seeds: [0], shift: 1, shiftDown: 0, ...given }, { accuracy, mistake });
}

describe("summaryOf()", () => {
  test("finds convolution helpful, pooling useless and data most helpful, where it is so", () => {
    const summary = summaryOf(
      results({
        lenet5: [1, 0.4],
        mlp: [0.9, 0.3],
        "pooled-mlp": [0.8, 0.3],
        biased: [1, 0.2],
        "lenet5-shifted-training": [1, 0.7],
        "lenet5-max": [1, 0.42],
      }),
    );
    expect(summary).toEqual([
      "No: LeNet-5 recognises 100.0% of the test digits as they are and 60.0% when they are moved by up to 1 pixel.",
      "Convolution helps: the perceptron comes down from 90.0% to 50.0%, 10.0 points below LeNet-5.",
      "Pooling alone makes next to no difference: with 4×4 pooling in front, the perceptron recognises 46.7% of the moved digits.",
      "Trained with every 2 displaced to the left and every 3 to the right, LeNet-5 takes 80% of the other digits for a 3 when they stand 1 pixel to the right, and 80% for a 2 when they stand 1 pixel to the left.",
      "What helps is data: trained with random shifts, LeNet-5 recognises 80.0% of the moved digits and 100.0% of those in place.",
      "Inside a convolutional network the kind of pooling matters little: with max pooling instead of average pooling, LeNet-5 recognises 60.0% of the moved digits and 100.0% of those in place.",
    ]);
  });

  test("finds the opposite where that is so", () => {
    const summary = summaryOf(
      results({
        lenet5: [0.9, 0.9],
        mlp: [1, 1],
        "pooled-mlp": [0.7, 0.7],
        biased: [1, 1],
        "lenet5-shifted-training": [0.9, 0.6],
      }),
    );
    expect(summary[0]).toMatch(/^Largely yes: LeNet-5 recognises 90\.0% .+ and 90\.0% /);
    expect(summary[1]).toBe(
      "Convolution does not help: the perceptron comes down from 100.0% to 100.0%, 10.0 points above LeNet-5.",
    );
    expect(summary[2]).toMatch(/^Pooling alone harms: .+ recognises 70\.0% /);
    expect(summary[3]).toMatch(/ takes 0% of the other digits for a 3 .+, and 0% for a 2 /);
    expect(summary[4]).toMatch(
      /^What does not help is data: .+ recognises 70\.0% .+ 90\.0% of those in place/,
    );
  });

  test("answers nothing where LeNet-5 has not learned to recognise digits in place", () => {
    expect(summaryOf(results({ lenet5: [0.3, 0.3] }))).toEqual([
      "Not answered: LeNet-5 recognises 30.0% of the test digits in place, less than half. It has to be trained for longer, or with another learning rate, before moving digits can say anything.",
    ]);
  });

  test("finds pooling helpful where it is", () => {
    const summary = summaryOf(results({ mlp: [0.9, 0.3], "pooled-mlp": [0.9, 0.6] }));
    expect(summary[2]).toMatch(/^Pooling alone helps: .+ recognises 70\.0% /);
  });

  test("finds max pooling to matter where it does", () => {
    const summary = summaryOf(results({ lenet5: [1, 0.4], "lenet5-max": [0.9, 0.9] }));
    expect(summary.at(-1)).toMatch(/kind of pooling matters: .+ 90\.0% of the moved .+ 90\.0% /);
  });

  test("looks at displaced digits where they were displaced to, as far as digits are moved", () => {
    const at = (shift: number) => summaryOf(madeUpResults({ shift, seeds: [0] }))[3]!;
    expect(at(5)).toMatch(
      / 100% .+ when they stand 3 pixels .+ 100% .+ stand 3 pixels to the left/,
    );
    expect(at(10)).toMatch(
      / 100% .+ when they stand 3 pixels .+ 100% .+ stand 3 pixels to the left/,
    );
    expect(at(2)).toMatch(/ 0% .+ when they stand 2 pixels .+ 0% .+ stand 2 pixels to the left/);
  });

  test("says nothing of what was not trained", () => {
    expect(summaryOf(results({}, { beyond: "no" }))).toHaveLength(4);
  });
});

describe("reachSentence()", () => {
  /** At least half right up to so many pixels to the left and right. */
  const reaching = (lenet5: readonly [number, number], mlp: readonly [number, number], shift = 5) =>
    reachSentence(
      madeUpResults(
        { shift, seeds: [0], beyond: "no" },
        {
          accuracy: ({ factors }, { dx }) => {
            const [left, right] = factors.row === "lenet5" ? lenet5 : mlp;
            return dx >= -left && dx <= right ? 0.5 : 0.4;
          },
        },
      ),
    );

  test("names the pixels up to which both directions hold", () => {
    expect(reaching([3, 4], [2, 1])).toBe(
      "Moved sideways in either direction, most digits are still recognised up to 3 pixels by LeNet-5 and up to 1 pixel by the perceptron.",
    );
  });

  test("says where all or none of the shifts hold", () => {
    expect(reaching([5, 5], [0, 5])).toMatch(/up to all 5 pixels by LeNet-5 and up to 0 pixels by/);
    expect(reaching([1, 1], [0, 0], 1)).toMatch(/up to 1 pixel by LeNet-5 and up to 0 pixels by/);
  });
});

test("classTitle() names the digits that keep least and most, by their names", () => {
  const accuracy: Behaviour["accuracy"] = (_, __, label) =>
    label === 7 ? 0.2 : label === 4 ? 0.9 : 0.5;
  const row = rowNamed(madeUpResults({ seeds: [0], beyond: "no" }, { accuracy }), "lenet5")!;
  const classes = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  expect(classTitle(row, classes)).toBe(
    "LeNet-5 by class: digit seven keeps 20% over all shifts, digit four 90%",
  );
});

describe("breakSentence()", () => {
  const withErrors = (errors: readonly number[]): RowResult => ({
    ...rowNamed(madeUpResults({ seeds: [0], beyond: "no" }), "lenet5")!,
    layers: errors.flatMap((error, place) => [
      { layer: `l${place}`, dx: 3, error: estimateOf([error]) },
      { layer: `l${place}`, dx: 2, error: estimateOf([1 - error]) },
    ]),
  });

  test("names the layers between which the error grows most, for the shift asked about", () => {
    const row = withErrors([0, 0.1, 0.5, 0.75, 0.2]);
    expect(breakSentence(row, 3)).toBe(
      "Moved by 3 pixels, the error of LeNet-5 grows most from l1 to l2: from 0.10 to 0.50.",
    );
    expect(breakSentence(row, 2)).toMatch(/ from l3 to l4: from 0\.25 to 0\.80\.$/);
  });

  test("says that nothing grows where nothing does", () => {
    expect(breakSentence(withErrors([0.5, 0.4, 0.2]), 3)).toBe(
      "Moved by 3 pixels, the error of LeNet-5 grows from no layer to the next.",
    );
    expect(breakSentence(withErrors([0.5]), 3)).toMatch(/ grows from no layer to the next\.$/);
    expect(breakSentence(withErrors([]), 3)).toMatch(/ grows from no layer to the next\.$/);
  });
});

describe("helpTitle()", () => {
  test("sets the gain by data beside that by the better pooling", () => {
    const shares = {
      lenet5: [0.9, 0.3], //                     50%
      "lenet5-shifted-training": [0.9, 0.6], //  70%
      "lenet5-max": [0.6, 0.3], //               40%
      "lenet5-blur": [0.6, 0.6],
    } as const;
    expect(helpTitle(results(shares))).toBe(
      "Random shifts in training: +20.0 points; the better of two other poolings: +10.0 points",
    );
    const worse = { "lenet5-shifted-training": [0.3, 0.3], "lenet5-blur": [0, 0] } as const;
    expect(helpTitle(results({ ...shares, ...worse }))).toBe(
      "Random shifts in training: −20.0 points; the better of two other poolings: −10.0 points",
    );
  });
});
