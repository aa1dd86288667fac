import { expect, test } from "vitest";
import { textsOf } from "../../../test/support/svg.ts";
import { activationFigures } from "./activations.ts";

test("activationFigures() writes shares as percentages, and colours deviations of all sizes", async () => {
  const quantities = ["mean", "deviation", "sparsity", "dead units"];
  const rows = quantities.flatMap((quantity) =>
    Array.from({ length: 16 }, (_, at) => ({
      ...{ run: "lenet5-s0", seed: 0, epoch: at % 2, quantity },
      layer: `conv${at >> 1}`,
      value: 10 ** -(at >> 2),
    })),
  );
  const figures = await activationFigures(rows, { untrained: [], subtitle: "500 test images" });
  expect(figures.map(({ title }) => title)).toEqual([
    "How strongly the units of each layer answer on average",
    "How far the answers of each layer's units lie apart",
    "How many of each layer's answers are zero",
    "How many of each layer's units are dead",
  ]);
  const [, deviation, sparsity] = figures;
  expect(deviation!.caption).toContain("logarithmic scale");
  expect(textsOf(deviation!.svg)).toContain("0.001");
  expect(textsOf(sparsity!.svg)).toContain("100%");
});
