import { expect, test } from "vitest";
import { ckaFigures } from "./cka.ts";

const names = ["conv1", "logits"];
const values = [
  [1, 0.25],
  [0.25, 1],
];
const parts = {
  untrained: [],
  layers: [0, 2, 4].map((epoch) => ({ run: "a", epoch, names, values })),
  epochs: [
    {
      run: "a",
      layer: "conv1",
      names: ["0", "4"],
      values: [
        [1, null],
        [null, 1],
      ],
    },
  ],
  runs: { epoch: 4, layers: [{ layer: "logits", names: ["a", "b"], values }] },
  subtitle: "256 test images",
};
const row = {
  run: "a",
  seed: 0,
  epoch: 4,
  quantity: "similarity to the layer before",
  layer: "logits",
};

test("ckaFigures() shows layers at the first and last epoch, epochs, runs, and neighbours over the epochs", async () => {
  const figures = await ckaFigures([{ ...row, value: 0.25 }], parts);
  expect(figures.map(({ id }) => id)).toEqual([
    "cka-layers",
    "cka-epochs",
    "cka-runs",
    "cka-similarity-to-the-layer-before",
  ]);
  const [layers, epochs] = figures;
  expect(new Set(layers!.data.map(({ panel }) => panel))).toEqual(new Set(["epoch 0", "epoch 4"]));
  expect(epochs!.data[1]).toEqual({ panel: "conv1", x: "4", y: "0", value: null });
});

test("ckaFigures() leaves out epochs and runs where there is one of them", async () => {
  const alone = { ...parts, layers: parts.layers.slice(0, 1), epochs: [], runs: undefined };
  const figures = await ckaFigures([{ ...row, value: 0.25 }], alone);
  expect(figures.map(({ id }) => id)).toEqual(["cka-layers", "cka-similarity-to-the-layer-before"]);
});

test("ckaFigures() says which of several runs is shown", async () => {
  const two = [...parts.layers, { run: "b", epoch: 4, names, values }];
  const [layers] = await ckaFigures([], { ...parts, layers: two });
  expect(layers!.svg).toContain("256 test images. Run a, the first of 2");
});
