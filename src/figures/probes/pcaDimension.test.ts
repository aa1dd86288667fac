import { expect, test } from "vitest";
import { pcaFigures } from "./pcaDimension.ts";

const rows = [0, 4].flatMap((epoch) =>
  ["conv1", "logits"].flatMap((layer) => {
    const common = { run: "a", seed: 0, epoch, layer };
    return [
      { ...common, quantity: "components", of: "70%", value: 8 },
      { ...common, quantity: "components", of: "90%", value: 20 },
      { ...common, quantity: "components per dimension", of: "70%", value: 0.08 },
      { ...common, quantity: "participation ratio", value: 3 },
    ];
  }),
);
const spectra = [{ run: "a", epoch: 4, spectra: { conv1: [0.5, 0.25, 0.25] } }];

test("pcaFigures() shows 70% over the layers, the spread, the share of the dimension, and sums", async () => {
  const figures = await pcaFigures(rows, { untrained: [], spectra, subtitle: "300 test images" });
  expect(figures.map(({ id }) => id)).toEqual([
    "pca-dimension-components",
    "pca-dimension-spread",
    "pca-dimension-components-per-dimension",
    "pca-dimension-spectra",
  ]);
  expect(figures[0]!.data.map(({ value }) => value)).toEqual([8, 8, 8, 8]);
  expect(figures[3]!.data.map(({ y }) => y)).toEqual([0.5, 0.75, 1]);
});

test("pcaFigures() shows no sums where no layer varies", async () => {
  const figures = await pcaFigures(rows, { untrained: [], spectra: [], subtitle: "" });
  expect(figures).toHaveLength(3);
});
