import { expect, test } from "vitest";
import { usual } from "../../../../test/support/latentBehaviours.ts";
import { latentOptions } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { partsSection } from "./partsSection.ts";

const none = { pictureCount: 0, controls: "no" } as const;

test("partsSection() sets training images beside as many test images", async () => {
  const { figures, paragraphs } = await partsSection(madeUpLatent(none), latentOptions);
  expect(figures.map(({ id, data }) => [id, data.length])).toEqual([
    ["ratios-parts", 56],
    ["parts-over-training", 4 * 7 * 5],
  ]);
  expect(figures[1]!.title).toMatch(
    /^c6 of No\. 1: training images take \d.+ times the components /,
  );
  expect(paragraphs[0]).toContain("the first 2,000 training images");
  expect(paragraphs[0]).toMatch(/beside as many test images: fewer components in c1 to c\d/);
});

test("partsSection() tells the seeds where training images spread no less", async () => {
  const results = madeUpLatent(none, {
    count: (place) => usual.count({ ...place, part: "test", images: 2000 }),
  });
  const { figures } = await partsSection(results, latentOptions);
  expect(figures[0]!.title).toBe(
    "Training images beside test images in No. 1: not told apart in c1 to gap",
  );
});

test("partsSection() says that there are not as many of both", async () => {
  const results = madeUpLatent(none);
  const networks = results.networks.map((network) => ({
    ...network,
    spreads: network.spreads.filter(({ part }) => part === "test"),
  }));
  const { figures, paragraphs } = await partsSection({ ...results, networks }, latentOptions);
  expect(figures).toEqual([]);
  expect(paragraphs).toEqual([
    "There are not as many training images as test images to be asked, so that they cannot be compared.",
  ]);
});
