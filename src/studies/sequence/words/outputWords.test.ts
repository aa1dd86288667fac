import { expect, test } from "vitest";
import { madeUpSequence, type SequenceBehaviour } from "../../../../test/support/madeUpSequence.ts";
import { usedCounts } from "../measure/usedCounts.ts";
import { outputWords } from "./outputWords.ts";

const counts = usedCounts(
  { fitCount: 1000, askedCount: 2000 },
  { trainCount: 1000, testCount: 200 },
);

function wordsOn(behaviour: Partial<SequenceBehaviour>, seeds: readonly number[] = [0, 1, 2]) {
  return outputWords(madeUpSequence({ seeds }, behaviour), counts).join("\n");
}

/** Shares that are read from outputs: of model-1 at the end, of model-2 at the beginning and at the end. */
function readingOf(alone: number, before: number, within: number) {
  const readout: SequenceBehaviour["readout"] = ({ model, seed }, done) =>
    model === 1 ? alone : before + done * (within - before + 0.001 * (seed % 3));
  return { readout };
}

test.each([
  [
    0.98,
    0.6,
    0.9,
    "So the CNNs of model-2 learned to tell digits, though nobody told them any, but less well than CNNs that are taught them.",
  ],
  [0.9, 0.6, 0.98, "and better than CNNs that are taught them."],
  [0.9, 0.6, 0.899, "; whether less well than CNNs that are taught them is open."],
  [0.9, 0.6, 0.5, "So the CNNs of model-2 unlearned to tell digits."],
  [0.9, 0.6, 0.599, "So it is open whether the CNNs of model-2 learned to tell digits at all."],
])(
  "outputWords() knows digit recognisers from others: %d, %d to %d",
  (alone, before, within, said) => {
    expect(wordsOn(readingOf(alone, before, within))).toContain(said);
  },
);

test("outputWords() tells what is read from outputs, with intervals", () => {
  const words = wordsOn(readingOf(0.98, 0.6, 0.9));
  expect(words).toContain("names 98.0% ± 0.0% of the digits for a CNN of model-1 and 90.1% ± 0.2%");
  expect(words).toContain("fewer for model-2 (difference −7.9 ± 0.2 points)");
  expect(words).toContain(
    "it named 60.0% ± 0.0% for model-2's: learning sequences made digits easier to read",
  );
  expect(wordsOn(readingOf(0.9, 0.6, 0.5))).toContain("made digits harder to read");
});

/** Outputs that name the digit, or, in model-2's CNN2, look random. */
const apart: SequenceBehaviour["output"] = ({ model, place, seed }, digit, unit) =>
  model === 2 && place === 2
    ? Math.sin(seed + digit * digit + 3 * unit * unit)
    : Number(unit === digit % 10) + 0.01 * Math.sin(digit + seed);

test("outputWords() sees CNNs that say the same, and others", () => {
  const words = wordsOn({ output: apart });
  expect(words).toMatch(/^CKA is 1\.0\d* ± 0\.0\d* within model-1/m);
  expect(words).toContain("model-2's CNNs agree less (difference −");
  expect(words).toContain("within model-1 it is 1.00, within the range of 6 pairs of model-1");
  expect(words).toContain("within model-2 it is −0.01, below the range of 6 pairs of model-2");
});

test("outputWords() names outputs as well as can be", () => {
  // Model-2 says of every digit the same.
  const words = wordsOn({
    output: ({ model }, digit, unit) => Number(unit === (model === 1 ? digit % 10 : 3)),
  });
  expect(words).toContain(
    "the largest output names 10.0% ± 0.0% of the test digits, in model-1 100.0% ± 0.0%; a network that says the same of every digit would come to 10.0%.",
  );
});

test("outputWords() decides nothing with one seed", () => {
  const words = wordsOn(readingOf(0.98, 0.6, 0.9), [3]);
  expect(words).toContain("One seed was trained, so that nothing has an interval.");
  expect(words).toContain("one seed does not tell whether that is a difference (−8.0 points)");
  expect(words).toContain("So it is open whether");
  expect(words).not.toContain("different seeds (");
});

test("outputWords() says where there is nothing to read", () => {
  const readout: SequenceBehaviour["readout"] = ({ model, seed }, _done, of) =>
    of === "outputs" && model === 2 && seed === 1 ? Number.NaN : 0.9;
  const words = wordsOn({ readout });
  expect(words).toContain("What a linear readout of the ten outputs names is not known of ev");
  expect(words).toContain("names 90.0% ± 0.0% of the digits in model-1");
  expect(words).not.toContain("NaN");
  const noMaps = wordsOn({ readout: () => Number.NaN });
  expect(noMaps).toContain("What a linear readout of the pooled maps names is not known");
});

test("outputWords() of outputs that are all the same have no CKA", () => {
  expect(wordsOn({ output: () => 1 })).toContain(
    "CKA is not measured within model-1, not measured within model-2",
  );
});

test("outputWords() tells how many digits there were", () => {
  const words = wordsOn({});
  expect(words).toContain("for the same 200 test digits: 1 where");
  expect(words).toContain("fitted to 300 digits, names");
});

test("outputWords() does not say what became of CNNs in a model-2 that has not learned", () => {
  const words = wordsOn({
    ...readingOf(0.98, 0.6, 0.9),
    accuracy: (row) => (row === "model2" ? 0.05 : 0.9),
  });
  expect(words).toContain("learning sequences made digits easier to read");
  expect(words).not.toContain("So the CNNs of model-2");
});
