import { expect, test } from "vitest";
import { latentOptions, nothingWords, wordsOf } from "../../../../test/support/latentSection.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { picturesSection } from "./picturesSection.ts";

const few = { seeds: [0], controls: "no", pictureCount: 12, epochs: 1 } as const;

test("picturesSection() shows both methods, and once what can be looked through", async () => {
  const [section] = await picturesSection(madeUpLatent(few), latentOptions);
  const { figures, tables, paragraphs } = section!;
  expect(figures.map(({ id, view }) => [id, view !== undefined])).toEqual([
    ["pictures-tsne", true],
    ["pictures-umap", false],
  ]);
  expect(figures[0]!.title).toBe(
    "t-SNE of No. 1: in gap, neighbours of the same class are 10% at epoch 0, 80% at epoch 1",
  );
  // Seven layers at two epochs.
  expect(figures[0]!.data).toHaveLength(12 * 14);
  for (const name of ["No. 3, equal from c3", "t-SNE", "UMAP"]) {
    expect(figures[0]!.view!.html).toContain(`<option>${name}</option>`);
  }
  expect(tables[0]!.rows).toHaveLength(8);
  expect(paragraphs[1]).toContain("20% in c1, 30% in c2");
  expect(wordsOf(section!)).not.toMatch(nothingWords);
});

test("picturesSection() is left out where there are no pictures", async () => {
  const results = madeUpLatent({ ...few, pictureCount: 0 });
  expect(await picturesSection(results, latentOptions)).toEqual([]);
});

test("picturesSection() works where a layer has no pictures at an epoch", async () => {
  const results = madeUpLatent(few);
  const pictures = results.pictures.filter(({ layer, epoch }) => layer !== "gap" || epoch === 0);
  const [section] = await picturesSection({ ...results, pictures }, latentOptions);
  expect(section!.tables[0]!.rows[1]!.at(-1)).toBe("–");
  const nothing = results.pictures.filter(({ layer }) => layer !== "gap");
  const [other] = await picturesSection({ ...results, pictures: nothing }, latentOptions);
  expect(other!.figures[0]!.title).toContain("in c6, neighbours of the same class are");
  expect(wordsOf(other!)).not.toMatch(nothingWords);
});
