import { expect, test } from "vitest";
import { likeSource, usual } from "../../../../test/support/latentBehaviours.ts";
import { latentOptions, unreadable, wordsOf } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { sharesSection } from "./sharesSection.ts";

const none = { pictureCount: 0, controls: "no" } as const;

test("sharesSection() has the counts of every share, and dimensions that need none", async () => {
  const { figures, tables, lookedUp } = await sharesSection(madeUpLatent(none), latentOptions);
  expect(figures.map(({ id, title, data }) => [id, title, data.length])).toEqual([
    ["shares", "In c6 of No. 1, 50% of the variance takes 3 components, 99% takes 275", 84],
    [
      "measures",
      "The most dimensions in No. 1, by the mean over seeds: by participation ratio in c2, by TwoNN in c2",
      56,
    ],
  ]);
  expect(tables[0]!.columns).toEqual(["network", "50%", "70%", "80%", "90%", "95%", "99%"]);
  expect(lookedUp![0]!.rows).toHaveLength(28);
});

test("sharesSection() says for which shares the ratio grows with depth", async () => {
  const grows = await sharesSection(madeUpLatent(none, likeSource), latentOptions);
  expect(grows.paragraphs[0]).toContain("above 0 for 50%, 70%, 80%, 90%, 95% and 99% (all four)");
  const falls = await sharesSection(madeUpLatent(none), latentOptions);
  expect(falls.paragraphs[0]).toContain("below 0 for 50%, 70%, 80%, 90% and 95%");
  const options = { ...latentOptions, seeds: 1 };
  const single = await sharesSection(madeUpLatent({ ...none, seeds: [0] }), options);
  expect(single.paragraphs[0]).toMatch(/^One seed was trained: /);
  expect(single.paragraphs[1]).toContain("below 0 for 50%,");
});

test("sharesSection() works where all images have the same output", async () => {
  const section = await sharesSection(
    madeUpLatent(none, { count: (place) => (place.layer === "c6" ? null : usual.count(place)) }),
    latentOptions,
  );
  expect(section.paragraphs[0]).toContain("τ is: not measured (all four)");
  expect(section.figures[0]!.title).toContain("takes an unknown number of components");
  expect(wordsOf(section)).not.toMatch(unreadable);
});
