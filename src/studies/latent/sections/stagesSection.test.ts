import { expect, test } from "vitest";
import { usual } from "../../../../test/support/latentBehaviours.ts";
import { latentOptions, unreadable, wordsOf } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { stagesSection } from "./stagesSection.ts";

const none = { pictureCount: 0 } as const;

test("stagesSection() looks before batch norm, behind it and behind ReLU", async () => {
  const { figures, lookedUp, paragraphs } = await stagesSection(madeUpLatent(none), latentOptions);
  expect(figures.map(({ id, data }) => [id, data.length])).toEqual([["stages", 36]]);
  expect(figures[0]!.title).toBe(
    "Behind ReLU in No. 1 after training: more components in c1 to c6",
  );
  // The table's four, and the one without batch norm.
  expect(lookedUp![0]!.rows).toHaveLength(30);
  expect(lookedUp![0]!.rows[0]!.slice(0, 4)).toEqual(["No. 1", "c1", "40 ± 1", "63 ± 2"]);
  expect(lookedUp![0]!.rows.at(-1)!.slice(0, 2)).toEqual(["No. 1, without batch norm", "c6"]);
  expect(lookedUp![0]!.rows.at(-1)![3]).toBe("–");
  expect(paragraphs[1]).toContain("after training: more components in c1 to c6 (all four).");
});

test("stagesSection() says nothing of batch norm where there is none", async () => {
  const results = madeUpLatent({ ...none, normalisation: "none", controls: "no" });
  const { paragraphs, figures } = await stagesSection(results, latentOptions);
  expect(paragraphs).toHaveLength(1);
  expect(figures[0]!.data).toHaveLength(24);
});

test("stagesSection() says where ReLU takes components away", async () => {
  const results = madeUpLatent(none, {
    count: (place) =>
      place.stage === "output" && place.layer === "c1"
        ? 2
        : usual.count({ ...place, images: 2000 }),
  });
  const { figures } = await stagesSection(results, latentOptions);
  expect(figures[0]!.title).toContain("more components in c2 to c6, fewer components in c1");
});

test("stagesSection() works where all images have the same output", async () => {
  const section = await stagesSection(madeUpLatent(none, { count: () => null }), latentOptions);
  expect(section.paragraphs[0]).toContain("not measured (all five)");
  expect(wordsOf(section)).not.toMatch(unreadable);
});
