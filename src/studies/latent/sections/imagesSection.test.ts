import { expect, test } from "vitest";
import { unlikeSource, usual } from "../../../../test/support/latentBehaviours.ts";
import { latentOptions, unreadable, wordsOf } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { imagesSection } from "./imagesSection.ts";

const none = { pictureCount: 0, controls: "no" } as const;

test("imagesSection() draws counts against images, and the source's figure for fewer of them", async () => {
  const { figures, lookedUp, paragraphs } = await imagesSection(madeUpLatent(none), latentOptions);
  expect(figures.map(({ id, title, data }) => [id, title, data.length])).toEqual([
    ["images-counts", "Components in c1 of No. 1: 36 of 100 images, 120 of 10,000", 98],
    [
      "ratios-by-images",
      "Of c1 to c6 of No. 1, c3 has the highest mean ratio with 100 images as with 10,000",
      84,
    ],
  ]);
  expect(lookedUp![0]!.columns.slice(0, 3)).toEqual(["layer", "No. 1", "No. 1, untrained"]);
  expect(paragraphs[0]).toContain("for the first 100, 200, 500, 1,000, 2,000, 5,000 and 10,000");
});

test("imagesSection() says where the number of images changes which layer is highest", async () => {
  const { figures } = await imagesSection(madeUpLatent(none, unlikeSource), latentOptions);
  expect(figures[1]!.title).toMatch(/^Highest mean ratio of c1 to c6 in No\. 1: c\d with 100/);
});

test("imagesSection() has no figures of a single number of images", async () => {
  const given = { ...none, sampleCount: 100, viewCount: 100 };
  const { figures, lookedUp, paragraphs } = await imagesSection(madeUpLatent(given), latentOptions);
  expect([figures, lookedUp]).toEqual([[], []]);
  expect(paragraphs[0]).toContain("for the first 100 test images");
});

test("imagesSection() works where all images have the same output", async () => {
  const dead = madeUpLatent(none, {
    count: (place) => (place.layer === "c1" ? null : usual.count(place)),
  });
  const section = await imagesSection(dead, latentOptions);
  expect(section.figures[0]!.title).toContain("an unknown number of 100 images");
  expect(wordsOf(section)).not.toMatch(unreadable);
});
