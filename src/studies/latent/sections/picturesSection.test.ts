import { expect, test } from "vitest";
import { latentOptions, unreadable, wordsOf } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { picturesSection } from "./picturesSection.ts";

const few = { seeds: [0], controls: "no", pictureCount: 12, epochs: 1 } as const;

test("picturesSection() shows both methods, and how many neighbours are of the same class", async () => {
  const [section] = await picturesSection(madeUpLatent(few), latentOptions);
  const { figures, tables, paragraphs } = section!;
  expect(figures.map(({ id, view }) => [id, view !== undefined])).toEqual([
    ["pictures-tsne", true],
    ["pictures-umap", false],
  ]);
  expect(tables[0]!.rows).toHaveLength(8);
  expect(tables[0]!.caption).toBe(
    "Of an image's ten nearest neighbours along the first 50 principal directions of a layer's outputs, the share of its own class, before and after training (first seed, 12 images)",
  );
  expect(paragraphs[1]).toBe(
    "Of an image's ten nearest neighbours along the first 50 principal directions of a layer's outputs, not in the picture, so many are of its class at epoch 1, the last: 20% in c1, 30% in c2, 40% in c3, 50% in c4, 60% in c5, 70% in c6, 80% in gap (No. 1).",
  );
  expect(wordsOf(section!)).not.toMatch(unreadable);
});

test("picturesSection() is left out where there are no pictures", async () => {
  const results = madeUpLatent({ ...few, pictureCount: 0 });
  expect(await picturesSection(results, latentOptions)).toEqual([]);
});

test("picturesSection() says of the end only what was there at the last epoch", async () => {
  const results = madeUpLatent(few);
  const pictures = results.pictures.filter(({ layer, epoch }) => layer !== "gap" || epoch === 0);
  const [section] = await picturesSection({ ...results, pictures }, latentOptions);
  expect(section!.tables[0]!.rows[1]!.at(-1)).toBe("–");
  expect(section!.paragraphs[1]).toContain("60% in c5, 70% in c6 (No. 1).");
  expect(section!.figures[0]!.title).toContain("of the same class are 10% at epoch 0");
  const { row } = pictures[0]!;
  const dead = pictures.filter((own) => own.row !== row || own.epoch === 0);
  const [other] = await picturesSection({ ...results, pictures: dead }, latentOptions);
  expect(other!.paragraphs).toHaveLength(1);
  expect(other!.tables[0]!.rows[1]!.slice(1)).toEqual([1, ...Array(7).fill("–")]);
  expect(wordsOf(other!)).not.toMatch(unreadable);
});

test("picturesSection() works where a layer has no pictures at all", async () => {
  const results = madeUpLatent(few);
  const pictures = results.pictures.filter(({ layer }) => layer !== "gap");
  const [section] = await picturesSection({ ...results, pictures }, latentOptions);
  expect(section!.figures[0]!.title).toContain("in c6, neighbours of the same class are");
  expect(wordsOf(section!)).not.toMatch(unreadable);
});
