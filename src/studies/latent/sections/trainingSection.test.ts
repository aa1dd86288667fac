import { expect, test } from "vitest";
import { unlikeSource, usual } from "../../../../test/support/latentBehaviours.ts";
import { latentOptions, unreadable, wordsOf } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { trainingSection } from "./trainingSection.ts";

const none = { pictureCount: 0 } as const;

test("trainingSection() sets trained networks beside untrained ones and other trainings", async () => {
  const { figures, lookedUp, paragraphs } = await trainingSection(
    madeUpLatent(none),
    latentOptions,
  );
  expect(figures.map(({ id, data }) => [id, data.length])).toEqual([
    // Four networks before and after training, and shuffled labels.
    ["ratios-untrained", 63],
    ["ratios-normalisation", 28],
  ]);
  expect(lookedUp![0]!.rows).toHaveLength(42);
  expect(lookedUp![0]!.rows[0]).toEqual([
    "No. 1",
    "c1",
    "9.0 ± 0.0",
    "120 ± 5",
    "13.3 (12.8 to 13.9)",
  ]);
  expect(paragraphs[0]).toContain("trained beside untrained: more in c1 to gap (all four).");
  expect(paragraphs[1]).toContain("its loss on them is 2.07; that of guessing is 2.30. Trained");
  expect(paragraphs[1]).toContain("Trained on the right labels, beside that: more in c1 to gap.");
  expect(paragraphs[2]).toContain(
    "Components with batch norm beside without batch norm: not told apart in c1 to gap.",
  );
});

test("trainingSection() says where training takes components away", async () => {
  const { paragraphs } = await trainingSection(madeUpLatent(none, unlikeSource), latentOptions);
  expect(paragraphs[0]).toContain("fewer in c1 to gap (all four)");
  expect(paragraphs[1]).toContain("Trained on the right labels, beside that: fewer in c1 to gap.");
});

test("trainingSection() says that controls were left out", async () => {
  const results = madeUpLatent({ ...none, controls: "no" });
  const { paragraphs, figures } = await trainingSection(results, latentOptions);
  expect(paragraphs.at(-1)).toMatch(/were left out of this run \(controls=no\)\.$/);
  expect(figures.map(({ id }) => id)).toEqual(["ratios-untrained"]);
});

test("trainingSection() names the layers of the highest ratio where batch norm changes them", async () => {
  const results = madeUpLatent(none, {
    count: (place) =>
      place.row === "no1-none" && place.layer === "c5" && place.done > 0
        ? 4000
        : usual.count(place),
  });
  const { figures } = await trainingSection(results, latentOptions);
  expect(figures[1]!.title).toBe(
    "Highest mean ratio of c1 to c6 after training: c3 with batch norm, c5 without batch norm",
  );
});

test("trainingSection() works where all images have the same output", async () => {
  const section = await trainingSection(madeUpLatent(none, { count: () => null }), latentOptions);
  expect(section.paragraphs[0]).toContain("untrained: not measured (all four)");
  expect(wordsOf(section)).not.toMatch(unreadable);
});
