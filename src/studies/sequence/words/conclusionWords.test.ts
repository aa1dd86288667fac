import { describe, expect, test } from "vitest";
import {
  likeSource,
  madeUpSequence,
  type SequenceBehaviour,
  unlikeSource,
} from "../../../../test/support/madeUpSequence.ts";
import { mnistSummary } from "../../../../test/support/madeUpTranslation.ts";
import { verdictsOf } from "../verdicts.ts";

/** What is said of the n-th conclusion. */
function meaning(
  number: 1 | 2 | 3,
  behaviour: Partial<SequenceBehaviour>,
  given: Parameters<typeof madeUpSequence>[0] = {},
): string {
  const results = madeUpSequence({ experiments: "no", ...given }, behaviour);
  return verdictsOf(results, mnistSummary)[number - 1]!.meaning.join(" ");
}

const chance: Partial<SequenceBehaviour> = { accuracy: () => 0.1 };

describe("uniquenessWords()", () => {
  test("finds accuracies alike, filters different, and outputs that agree", () => {
    const words = meaning(1, likeSource);
    expect(words).toMatch(
      /^The accuracies of CNN1 and CNN2 are 0\.1 ± 0\.0 points apart: less than half a point\. /,
    );
    expect(words).toMatch(/as filters of the same lengths that point anywhere: not to be told/);
    expect(words).toMatch(
      / more alike than what untrained CNNs say \(CKA 0\.\d+ ± 0\.\d+, untrained 0\.\d+ ± 0\.\d+\), though their filters are far from the same\.$/,
    );
  });

  test("finds the opposite where that is so", () => {
    // Trained, the CNNs say what has nothing to do with digits; before, both said the same.
    const output: SequenceBehaviour["output"] = (cnn, digit, unit, done) =>
      done === 0
        ? likeSource.output({ ...cnn, place: 1 }, digit, unit, 0)
        : likeSource.output(cnn, digit, unit, 0);
    const words = meaning(1, { ...unlikeSource, output });
    expect(words).toMatch(/ are 5\.0 ± 0\.0 points apart: half a point or more\. /);
    expect(words).toMatch(/ are 0\.00 ± 0\.00 times as far .+: nearer to being the same than to/);
    expect(words).toMatch(/ less alike than what untrained CNNs say \(CKA [^)]+\)\.$/);
  });

  test("leaves open what intervals leave open", () => {
    const words = meaning(1, likeSource, { seeds: [0] });
    expect(words).toMatch(
      / points apart: that leaves open whether it is less than half a point\. /,
    );
    expect(words).toMatch(/: that leaves open whether they are nearer to chance or to being/);
    expect(words).toMatch(/Whether training made what they say of digits more alike is open \(/);
  });

  test("is silent about outputs that cannot be compared, and about CNNs that have not learned", () => {
    expect(meaning(1, { ...likeSource, output: () => 1 })).not.toMatch(/CKA|untrained/);
    expect(meaning(1, chance)).toBe(
      "Nothing can be said of it: for that, CNN1 and CNN2 of model-1 have to name at least half of the digits.",
    );
  });
});

describe("similarityWords()", () => {
  test("finds filters near, and not only by their lengths", () => {
    const words = meaning(2, likeSource);
    expect(words).toMatch(
      /^Distances to the nearest filter, as the source takes them: model-2's filters have nearer ones in model-1 than model-1's have in each other \(−[^)]+\), and are nearer to each other than model-1's \(−[^)]+\)\. The source says so of every filter: .+ is \d\.\d+ ± .+ from the nearest, .+ \d\.\d+ ± .+: model-2's is nearer \(difference −[^)]+\)\. Filters of model-2 are 0\.\d+ ± 0\.\d+ times as long/,
    );
    expect(words).toMatch(/ So it is not only by their lengths that they are near\.$/);
  });

  test("finds them near only because they are short", () => {
    // Without their lengths, filters of model-1 are the same in both CNNs, but those of model-2 are not.
    const filter: SequenceBehaviour["filter"] = ({ model, place, seed }, at, done, size) => {
      if (model === 2) {
        return likeSource
          .filter({ model: 1, place, seed: seed + 100 }, at, done, size)
          .map((weight) => weight / 100);
      }
      const own = likeSource.filter({ model: 1, place: 1, seed }, at, done, size);
      return own.map((weight) => weight * (place === 1 ? 1 : 9));
    };
    const words = meaning(2, { ...likeSource, filter });
    expect(words).toMatch(
      /Filters divided by their lengths: model-2's filters have no nearer ones/,
    );
    expect(words).toMatch(
      / So they are near because they are short, not because they look alike\.$/,
    );
  });

  test("finds the opposite where that is so", () => {
    const words = meaning(2, unlikeSource);
    expect(words).toMatch(
      /model-2's filters have no nearer ones in model-1 .+ and are no nearer to each other than/,
    );
    expect(words).toMatch(/: model-2's is farther \(difference \d[^)]+\)\. /);
    expect(words).not.toMatch(/ So /);
  });

  test("leaves open what intervals leave open", () => {
    const words = meaning(2, likeSource, { seeds: [0] });
    expect(words).toMatch(/may or may not have nearer ones in model-1 .+ and may or may not be/);
    expect(words).toMatch(/: one seed does not tell whether that is a difference \(/);
    const oneSided = meaning(2, {});
    expect(oneSided).toMatch(/ How much of that is owed to their lengths alone stays open\.$/);
  });

  test("is silent about filters without direction, and about networks that have not learned", () => {
    const filter: SequenceBehaviour["filter"] = (_cnn, _at, _done, size) => new Array(size).fill(0);
    expect(meaning(2, { ...likeSource, filter })).not.toMatch(/lengths|NaN|undefined/);
    expect(meaning(2, chance)).toMatch(
      /^Nothing can be said of it: for that, CNN1 .+, and model-2 has to be right on at least half of the pairs\.$/,
    );
  });
});

describe("recogniserWords()", () => {
  const withReadout = (within: number, alone = 0.9): Partial<SequenceBehaviour> => ({
    ...likeSource,
    readout: ({ model, seed }, done) =>
      (done === 0 ? 0.5 : model === 1 ? alone : within) + (model === 2 ? seed / 1000 : 0),
  });

  test("finds CNNs that tell digits apart less well and are no recognisers", () => {
    expect(meaning(3, likeSource)).toBe(
      "A linear readout of the ten outputs names 65.0% ± 0.0% of the digits for the CNNs of model-2, 98.0% ± 0.0% for those of model-1, 60.0% ± 0.0% for untrained ones: model-2's tell digits apart less well (−33.0 ± 0.0 points). On the way from untrained CNNs, 0, to those that were trained alone, 1, they are at 0.132 ± 0.000: they are nearer to untrained CNNs.",
    );
  });

  test("finds CNNs that are recognisers, less well or no less well", () => {
    expect(meaning(3, withReadout(0.8))).toMatch(
      /tell digits apart less well .+: they still recognise digits, though less well\.$/,
    );
    expect(meaning(3, withReadout(0.95))).toMatch(
      /tell digits apart no less well .+: they still recognise digits\.$/,
    );
  });

  test("leaves open what intervals leave open", () => {
    expect(meaning(3, withReadout(0.899))).toMatch(
      /model-2's may or may not tell digits apart less/,
    );
    expect(meaning(3, withReadout(0.699))).toMatch(
      /: that leaves open whether they still recognise/,
    );
  });

  test("is silent where untrained CNNs are as good, and where networks have not learned", () => {
    expect(meaning(3, withReadout(0.6, 0.5))).not.toMatch(/On the way/);
    expect(meaning(3, chance)).toMatch(
      /^Nothing can be said of it: for that, CNN1 .+, and model-2 has to be right on at least half of the pairs\.$/,
    );
  });
});

test("similarityWords() and recogniserWords() name only what has failed", () => {
  const accuracy: SequenceBehaviour["accuracy"] = (row) => (row === "model2" ? 0.05 : 0.9);
  for (const number of [2, 3] as const) {
    expect(meaning(number, { accuracy })).toBe(
      "Nothing can be said of it: for that, model-2 has to be right on at least half of the pairs.",
    );
  }
});
