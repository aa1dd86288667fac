import { expect, test } from "vitest";
import { madeUpSequence, type SequenceBehaviour } from "../../../../test/support/madeUpSequence.ts";
import { textsOf } from "../../../../test/support/svg.ts";
import { filmSection } from "./filmSection.ts";

const words = { data: "MNIST", subtitle: "MNIST, 3 seeds" };

/** Filters that grow to so many times their length, all else the same. */
function growing(first: number, second: number): Pick<SequenceBehaviour, "filter"> {
  return {
    filter: ({ model, seed }, filter, done, size) =>
      Array.from(
        { length: size },
        (_, at) =>
          Math.sin(1 + filter + at * at) *
          (1 + done * ((model === 1 ? first : second) - 1) * (1 + seed / 100)),
      ),
  };
}

test("filmSection() shows the filters of both models' CNN1 over the epochs", async () => {
  const { figures } = await filmSection(madeUpSequence(), words);
  expect(figures.map(({ id }) => id)).toEqual(["filters-film", "filters-movement"]);
  const texts = textsOf(figures[0]!.svg);
  expect(texts).toContain("model-1 CNN1");
  expect(texts).toContain("model-2 CNN1");
  expect(texts.filter((text) => text.startsWith("epoch "))).toHaveLength(14);
  expect(texts).toContain("MNIST, seed 0; 4 filters, from the left");
  expect(figures[0]!.title).toMatch(/^Filters of CNN1 while they learn, seed 0: model-1's come /);
  expect(figures[1]!.data).toHaveLength(4 * 3 * 7);
});

test("filmSection() tells how far filters come, and when half of the way is done", async () => {
  const { paragraphs, figures } = await filmSection(madeUpSequence({}, growing(3, 2)), words);
  expect(paragraphs[1]).toMatch(
    /^At the end the filters of model-1 have come 2\.0.* times that norm, those of model-2 1\.0.* times: model-2's have come less far \(difference −1\.0/,
  );
  expect(paragraphs[1]).toMatch(/Half of the way: model-1 by epoch 16, model-2 by epoch 16\.$/);
  expect(figures[1]!.title).toBe(
    "How far filters come from where they began: 2.02 times their first norm in model-1, 1.01 times in model-2",
  );
  const { paragraphs: others } = await filmSection(madeUpSequence({}, growing(2, 3)), words);
  expect(others[1]).toContain("model-2's have come farther (difference 1.0");
});

test("filmSection() tells what of a filter was there before it learned", async () => {
  const { paragraphs } = await filmSection(
    madeUpSequence(
      {},
      {
        filter: ({ model }, _filter, done, size) =>
          Array.from({ length: size }, (_, at) => {
            const old = at === 0 ? 1 : 0;
            return model === 1 || done < 1 ? old : at === 1 ? 5 : old;
          }),
      },
    ),
    words,
  );
  expect(paragraphs[2]).toContain("11% on average where it points anywhere");
  expect(paragraphs[2]).toContain(
    "in model-1 it is 100.0% ± 0.0%: more than half; in model-2 it is 3.8% ± 0.0%: less than half.",
  );
});

test("filmSection() decides nothing with one seed", async () => {
  const { paragraphs } = await filmSection(madeUpSequence({ seeds: [0], epochs: 1 }), words);
  expect(paragraphs[0]).toContain("One seed was trained, so that nothing has an interval.");
  expect(paragraphs[2]).toContain("whether that is more than half is not decided by 1 seed");
});

test("filmSection() stands where filters did not move, or began with nothing", async () => {
  const still = await filmSection(madeUpSequence({}, growing(1, 1)), words);
  expect(still.paragraphs[1]).toContain(
    "Half of the way: model-1 did not move, model-2 did not move.",
  );
  const empty = await filmSection(
    madeUpSequence(
      {},
      { filter: (_cnn, _filter, done, size) => new Array<number>(size).fill(done) },
    ),
    words,
  );
  expect(empty.paragraphs[1]).toContain("the difference was not measured");
  expect(empty.paragraphs[1]).toContain("not measured in model-1, not measured in model-2");
  expect(empty.figures).toHaveLength(2);
});

test("filmSection() shows the first sixteen of many filters", async () => {
  const { figures } = await filmSection(madeUpSequence({ seeds: [0], filters: 20 }), words);
  expect(textsOf(figures[0]!.svg)).toContain(
    "MNIST, seed 0; the first 16 of 20 filters, from the left",
  );
});
