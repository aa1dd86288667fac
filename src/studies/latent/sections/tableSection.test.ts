import { expect, test } from "vitest";
import { likeSource } from "../../../../test/support/latentBehaviours.ts";
import { latentOptions, unreadable, wordsOf } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { tableSection } from "./tableSection.ts";

const none = { pictureCount: 0, controls: "no" } as const;

test("tableSection() has the source's figures, and a narrow table of the ratios", async () => {
  const { figures, tables, lookedUp } = await tableSection(madeUpLatent(none), latentOptions);
  expect(figures.map(({ id, data }) => [id, data.length])).toEqual([
    ["dimensions", 28],
    ["ratios", 28],
    ["counts", 28],
  ]);
  const [{ columns, rows }] = tables as [(typeof tables)[0]];
  expect(columns).toEqual(["layer", "No. 1", "No. 2", "No. 3", "No. 4"]);
  expect(rows.map(([name]) => name)).toEqual([
    ...["c1", "c2", "c3", "c4", "c5", "c6", "gap"],
    "accuracy",
  ]);
  expect(rows[0]![1]).toBe("0.366% ± 0.015%");
  expect(lookedUp![0]!.rows[0]).toEqual([
    ...["No. 1", "c1", "32,768", "7,000"],
    ...["120 ± 5", "0.366% ± 0.015%"],
  ]);
});

test("tableSection() says which way ratios and counts go", async () => {
  const usual = await tableSection(madeUpLatent(none), latentOptions);
  expect(usual.figures[1]!.title).toMatch(
    /^Beside c1, the ratio of c6 is lower in 4 of 4 networks; in/,
  );
  expect(usual.paragraphs.join(" ")).toContain(
    "is the ratio of c1 to c6 (No. 1 and No. 3); c1, c2 and c4 to c6 (No. 2);",
  );
  const source = await tableSection(madeUpLatent(none, likeSource), latentOptions);
  expect(source.figures[1]!.title).toMatch(
    /^Beside c1, the ratio of c6 is higher in 4 of 4 networks; in/,
  );
  expect(source.figures[2]!.title).toBe(
    "Beside c1, the number of components of c6 is higher in 4 of 4 networks",
  );
  expect(source.paragraphs[1]).toContain("the ratio is: higher in c2 to gap (all four).");
});

test("tableSection() decides nothing from one seed", async () => {
  const section = await tableSection(madeUpLatent({ ...none, seeds: [1] }), {
    ...latentOptions,
    seeds: 1,
  });
  expect(section.paragraphs[0]).toContain("One seed was trained, so that nothing has an interval.");
  expect(section.paragraphs.at(-1)).toMatch(/^Below 1%, in the one seed, is/);
  expect(section.figures[1]!.title).toContain("4 of 4 networks (one seed)");
});

test("tableSection() has gaps where all images have the same output", async () => {
  const dead = madeUpLatent(none, { count: () => null });
  const section = await tableSection(dead, latentOptions);
  expect(section.tables[0]!.rows[0]).toEqual(["c1", "–", "–", "–", "–"]);
  expect(section.figures[1]!.title).toContain("not told apart in 4 of 4 networks");
  expect(wordsOf(section)).not.toMatch(unreadable);
});
