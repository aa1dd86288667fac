import { expect, test } from "vitest";
import { madeUpSequence, type SequenceBehaviour } from "../../../../test/support/madeUpSequence.ts";
import { nullWords } from "./nullWords.ts";

type FilterOf = SequenceBehaviour["filter"];

function wordsOn(filter: FilterOf, seeds: readonly number[] = [0, 1, 2]): string {
  return nullWords(madeUpSequence({ seeds }, { filter })).join("\n");
}

/** Weights that look random, and are others for every number. */
function weightsOf(number: number, size: number): number[] {
  return Array.from({ length: size }, (_, at) => Math.sin(99 * (1 + number) * (1 + at) ** 2));
}

/** Before training every CNN has filters of its own, afterwards both of a seed have the same. */
const same: FilterOf = ({ model, place, seed }, filter, done, size) =>
  weightsOf(done < 1 ? 40 * model + 20 * place + 4 * seed + filter : 4 * seed + filter, size);

test("nullWords() finds filters that are the same nearer and more alike than chance", () => {
  const words = wordsOn(same);
  expect(words).toMatch(/^Matched filters within model-1 beside such as point anywhere: they/m);
  expect(words).toContain("they are nearer than chance (difference −");
  expect(words).toContain("their directions are more alike than chance (difference ");
  expect(words).toContain("learning made them more alike (difference ");
  expect(words).toContain(
    "of 4 filters of a CNN of model-1, 4.0 are the nearest of some filter of the other on average",
  );
});

test("nullWords() finds filters that point away from each other farther apart than chance", () => {
  const words = wordsOn((cnn, filter, done, size) => {
    const side = cnn.place === 1 ? 1 : -1;
    return weightsOf(1, size).map((weight) => side * (1 + weight / 9 + filter / 99 + done / 99));
  });
  expect(words).toContain("they are farther apart than chance (difference ");
});

test("nullWords() finds filters at right angles less alike than chance", () => {
  const words = wordsOn(({ place }, filter, done, size) => {
    const across = (at: number) => [1, 0, -1][at % 3]!;
    const down = (at: number) => [1, 0, -1][Math.floor(at / 3)]!;
    const line = place === 1 || done < 1 ? across : down;
    return Array.from({ length: size }, (_, at) => (filter + 1) * line(at));
  });
  expect(words).toContain("their directions are less alike than chance (difference −");
  expect(words).toContain("learning made them less alike (difference −");
});

test.each([
  [0.5, "model-2's are shorter, and distances between them smaller already by that"],
  [2, "model-2's are longer, and distances between them larger already by that"],
])("nullWords() sees model-2's filters %d times as long", (length, said) => {
  const words = wordsOn(({ model, place, seed }, filter, _done, size) =>
    weightsOf(20 * place + 4 * seed + filter, size).map((weight) =>
      model === 2 ? length * weight : weight,
    ),
  );
  expect(words).toContain(said);
  const asTheyAre = length < 1 ? "more alike" : "less alike";
  expect(words).toContain(
    `By matched distances as they are, model-2's filters are ${asTheyAre} than model-1's (difference`,
  );
  expect(words).toContain(
    "by scale-free ones, 3 seeds do not tell them apart (difference 0.00 ± 0.00)",
  );
});

test("nullWords() sets pairs beside those of other seeds", () => {
  expect(wordsOn(same)).toContain(
    "within model-1 it is 0.00, below the range of 6 pairs of model-1 with different seeds (",
  );
});

test("nullWords() decides nothing with one seed, and has no other seeds", () => {
  const words = wordsOn(same, [0]);
  expect(words).toContain("One seed was trained, so that nothing has an interval.");
  expect(words).toContain("one seed does not tell whether that is a difference (−");
  expect(words).not.toContain("different seeds?");
});

test("nullWords() says what filters without a direction leave unmeasured", () => {
  const words = wordsOn((_cnn, _filter, _done, size) => new Array<number>(size).fill(0));
  expect(words).toContain("By their cosines: the difference was not measured.");
  expect(words).toContain("the difference was not measured");
});
