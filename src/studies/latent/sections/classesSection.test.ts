import { expect, test } from "vitest";
import { latentOptions, unreadable, wordsOf } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { classesSection } from "./classesSection.ts";

const none = { pictureCount: 0, controls: "no" } as const;

test("classesSection() divides the variance, and counts within classes", async () => {
  const { figures, lookedUp, paragraphs } = await classesSection(madeUpLatent(none), latentOptions);
  expect(figures.map(({ id, title, data }) => [id, title, data.length])).toEqual([
    [
      "classes-share",
      "Between classes lies 13.0% ± 0.0% of the variance in c1 of No. 1, 53.0% ± 0.0% in c6",
      56,
    ],
    [
      "classes-counts",
      "Components in c6 of No. 1 after training: 17 of all images, 10 of one class by itself",
      42,
    ],
  ]);
  expect(lookedUp![0]!.rows[5]!.slice(0, 4)).toEqual([
    "No. 1",
    "c6",
    "5.0% ± 0.0%",
    "53.0% ± 0.0%",
  ]);
  expect(paragraphs[0]).toContain("the means of 10 classes span at most 9 directions");
  expect(paragraphs[0]).toContain("that share is: larger in c1 to gap (all four).");
  expect(paragraphs[1]).toContain("about 1,000 of them");
  expect(paragraphs[2]).toMatch(
    /^In c6 of No\. 1 truck \(\d.+\) takes most of them, by the mean over seeds, and airplane \(\d.+\) fewest\.$/,
  );
  const oneByOne = lookedUp![1]!.rows;
  expect(oneByOne.map(([name, images]) => [name, images])).toEqual(
    latentOptions.classes.map((name) => [name, "1,000"]),
  );
  expect(oneByOne[9]!.slice(2)).toHaveLength(7);
});

test("classesSection() works where all images have the same output", async () => {
  const section = await classesSection(madeUpLatent(none, { count: () => null }), latentOptions);
  expect(section.figures[0]!.title).toContain("an unknown share of the variance");
  expect(wordsOf(section)).not.toMatch(unreadable);
});
