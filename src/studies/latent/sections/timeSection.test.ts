import { expect, test } from "vitest";
import { usual } from "../../../../test/support/latentBehaviours.ts";
import { latentOptions, unreadable, wordsOf } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { timeSection } from "./timeSection.ts";

const none = { pictureCount: 0, controls: "no" } as const;

test("timeSection() draws every kept epoch of every layer", async () => {
  const { figures, paragraphs } = await timeSection(madeUpLatent(none), latentOptions);
  expect(figures.map(({ id, data }) => [id, data.length])).toEqual([
    ["ratios-over-training", 4 * 7 * 5],
    ["measures-over-training", 3 * 7 * 5],
  ]);
  expect(figures[0]!.title).toBe(
    "When the mean ratio is highest in No. 1: c1 to c6 at the last epoch",
  );
  expect(paragraphs[0]).toContain("were kept at epochs 0, 1, 2, 4 and 8, epoch 0 being");
  expect(paragraphs[0]).toContain("From epoch 0 to 1 the count becomes: larger in c1 to gap");
});

test("timeSection() says when ratios were highest", async () => {
  const results = madeUpLatent(none, {
    count: (place) =>
      place.layer === "c6" && place.done > 0.9 ? 1 : usual.count({ ...place, images: 2000 }),
  });
  const { figures, paragraphs } = await timeSection(results, latentOptions);
  expect(figures[0]!.title).toBe(
    "When the mean ratio is highest in No. 1: c1 to c5 at the last epoch and c6 at epoch 4",
  );
  expect(paragraphs[0]).toMatch(/From epoch 1 to 8 the count becomes: larger in .*, smaller in c6/);
});

test("timeSection() works with one epoch", async () => {
  const { paragraphs } = await timeSection(madeUpLatent({ ...none, epochs: 1 }), latentOptions);
  expect(paragraphs[0]).toContain("From epoch 0 to 1 the count");
  expect(paragraphs[0]).not.toContain("From epoch 1");
});

test("timeSection() works where all images have the same output", async () => {
  const section = await timeSection(madeUpLatent(none, { count: () => null }), latentOptions);
  expect(section.figures[1]!.title).toContain("c1 goes from unknown to unknown components");
  expect(wordsOf(section)).not.toMatch(unreadable);
});
