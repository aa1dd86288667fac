import { expect, test } from "vitest";
import { weightFigures } from "./weights.ts";

const rowsOf = (layers: readonly string[], ratio: number | null) =>
  layers.flatMap((layer) =>
    [0, 4].flatMap((epoch) => {
      const common = { run: "a", seed: 0, epoch, layer };
      return [
        { ...common, quantity: "norm", value: 2 },
        {
          ...common,
          quantity: "update ratio",
          value: ratio,
          reason: ratio === null ? "none" : undefined,
        },
        { ...common, quantity: "effective rank", value: 3 },
      ];
    }),
  );
const options = {
  untrained: [],
  spectra: [{ run: "a", epoch: 4, spectra: { "conv1.weight": [1, 0.5] } }],
  subtitle: "Gradients of 500 train images",
};

test("weightFigures() draws the update ratio with its guide, sizes and spectra", async () => {
  const bias = { run: "a", seed: 0, epoch: 0, layer: "conv1.bias", quantity: "norm", value: 7 };
  const figures = await weightFigures([...rowsOf(["conv1.weight"], 1e-3), bias], options);
  expect(figures.map(({ id }) => id)).toEqual([
    "weights-update-ratio",
    "weights-norm",
    "weights-effective-rank",
    "weights-spectra",
  ]);
  expect(figures[0]!.svg).toContain("a thousandth");
  expect(figures[0]!.data.map(({ value }) => value)).toEqual([1e-3, 1e-3]);
  expect(figures[1]!.svg).not.toContain("conv1.bias");
});

test("weightFigures() shows the update ratio of many matrices as a map", async () => {
  const layers = Array.from({ length: 9 }, (_, at) => `conv${at}.weight`);
  const [first] = await weightFigures(rowsOf(layers, 0.01), options);
  expect(first!.id).toBe("weights-update-ratio-decimal-logarithm");
  expect(first!.data[0]!.value).toBe(-2);
});

test("weightFigures() has no figure of updates where there was no training", async () => {
  const figures = await weightFigures(rowsOf(["conv1.weight"], null), options);
  expect(figures[0]!.id).toBe("weights-norm");
});
