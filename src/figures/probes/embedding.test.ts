import { expect, test } from "vitest";
import { countOf, textsOf } from "../../../test/support/svg.ts";
import { embeddingFigures } from "./embedding.ts";

const options = {
  method: "tsne",
  perplexity: 30,
  neighbours: 15,
  part: "test",
  classes: ["cat", "dog"],
  rows: [],
} as const;

function pictureAt(epoch: number, kinds = 2, run = "a") {
  const labels = Array.from({ length: 24 }, (_, at) => at % kinds);
  const positions = Array.from({ length: 48 }, (_, at) => Math.sin(at + epoch));
  return { run, epoch, labels, positions };
}

test("embeddingFigures() draws a panel an epoch, every class with colour and symbol", async () => {
  const [figure] = await embeddingFigures([pictureAt(0), pictureAt(4)], options);
  const texts = textsOf(figure!.svg);
  for (const word of ["cat", "dog", "epoch 0: initialisation", "epoch 4"]) {
    expect(texts).toContain(word);
  }
  expect(countOf(figure!.svg, "path[fill='#d55e00']")).toBe(24);
  expect(figure!.data[25]).toMatchObject({ epoch: 4, image: 1, class: "dog" });
});

test("embeddingFigures() colours the commonest of many classes, and says so", async () => {
  const classes = Array.from({ length: 12 }, (_, label) => `class ${label}`);
  const [figure] = await embeddingFigures([pictureAt(0, 12)], { ...options, classes });
  expect(figure!.caption).toContain("Of 12 classes the 10 commonest have colours");
  expect(textsOf(figure!.svg)).not.toContain("class 11");
});

test("embeddingFigures() draws a thousand of many images, the same in all panels, and says so", async () => {
  const labels = Array.from({ length: 1200 }, (_, at) => at % 2);
  const pictures = [0, 4].map((epoch) => ({
    run: "a",
    epoch,
    labels,
    positions: Array.from({ length: 2400 }, (_, at) => Math.sin(at + epoch)),
  }));
  const [figure] = await embeddingFigures(pictures, options);
  const said = "Of 1200 images, which were all placed, 1000 at random are drawn.";
  expect(figure!.caption).toContain(said);
  const images = figure!.data.map(({ image }) => image);
  expect(images.slice(1000)).toEqual(images.slice(0, 1000));
  expect(new Set(images).size).toBe(1000);
  const [few] = await embeddingFigures([pictureAt(0)], options);
  expect(few!.caption).not.toContain("at random");
});

test("embeddingFigures() draws each run by itself, and shows a finding in the title", async () => {
  const rows = [0, 4].map((epoch) => ({
    run: "a",
    seed: 0,
    epoch,
    quantity: "neighbours of the same class",
    layer: "pooled",
    value: 0.16 + 0.1 * epoch,
  }));
  const pictures = [pictureAt(0), pictureAt(4), pictureAt(0, 2, "b")];
  const figures = await embeddingFigures(pictures, { ...options, rows });
  expect(figures.slice(0, 2).map(({ id, title }) => [id, title])).toEqual([
    [
      "embedding-pictures",
      "a: 56% of nearest neighbours in pooled are of the same class at epoch 4, 16% at epoch 0",
    ],
    ["embedding-pictures-2", "b: a layer’s outputs in the plane"],
  ]);
});
