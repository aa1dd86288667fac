import { expect, test } from "vitest";
import { parseSvg, textsOf } from "../../../test/support/svg.ts";
import { loadCanvas } from "../canvas.ts";
import type { Scatter } from "./scatter.ts";
import { type StillOptions, scatterStill } from "./scatterStill.ts";

const image = { pixels: new Uint8Array(1), width: 1, height: 1 };
const kinds = ["t-SNE", "UMAP"].flatMap((method) =>
  ["c1", "c2"].flatMap((layer) => [10, 2].map((epoch) => ({ choices: { layer, method }, epoch }))),
);
const scatter: Scatter = {
  classes: ["cat", "dog"],
  labels: [0, 1],
  images: [image, image],
  pictures: kinds.map((kind, at) => ({ ...kind, positions: [0, 0, at, 1 / 3] })),
};
const stillOf = async (options: StillOptions, own = scatter) =>
  scatterStill(await loadCanvas(), own, options);
const titlesOf = async (options: StillOptions, own = scatter) => {
  const { drawing } = await stillOf(options, own);
  const texts = textsOf(`<svg xmlns="http://www.w3.org/2000/svg">${drawing.body}</svg>`);
  return texts.filter((text) => !scatter.classes.includes(text));
};

test("scatterStill() shows rows and columns at the last epoch and of the first of all other choices", async () => {
  const { data } = await stillOf({ rows: "method", columns: "layer" });
  expect(data[1]).toEqual({
    layer: "c1",
    method: "t-SNE",
    epoch: 10,
    image: 2,
    class: "dog",
    x: 0,
    y: 0.3333,
  });
  expect(new Set(data.map(({ epoch }) => epoch))).toEqual(new Set([10]));
  expect(await titlesOf({ rows: "epoch", columns: "layer" })).toEqual([
    "epoch 2, c1",
    "epoch 2, c2",
    "epoch 10, c1",
    "epoch 10, c2",
  ]);
});

test("scatterStill() takes what it is told, and leaves a single row unnamed", async () => {
  const { data } = await stillOf({ rows: "method", columns: "layer", where: { epoch: 2 } });
  expect(new Set(data.map(({ epoch }) => epoch))).toEqual(new Set([2]));
  const own = { ...scatter, pictures: scatter.pictures.slice(0, 4) };
  expect(await titlesOf({ rows: "method", columns: "layer" }, own)).toEqual(["c1", "c2"]);
});

test("scatterStill() leaves the place of a missing picture empty", async () => {
  const [c1, , ...others] = scatter.pictures;
  const own = { ...scatter, pictures: [{ ...c1!, epoch: 1 }, ...others] };
  expect(await titlesOf({ rows: "method", columns: "layer" }, own)).toEqual([
    "t-SNE, c2",
    "UMAP, c1",
    "UMAP, c2",
  ]);
});

test("scatterStill() refuses names and values that are not there", async () => {
  await expect(stillOf({ rows: "network", columns: "layer" })).rejects.toThrow(
    new RangeError(
      'Cannot draw pictures by "network": there is no such choice, needs one of layer, method, epoch',
    ),
  );
  await expect(stillOf({ rows: "method", columns: "layer", where: { epoch: 3 } })).rejects.toThrow(
    new RangeError("Cannot draw pictures of epoch 3: there are none, needs one of 2, 10"),
  );
});

test("scatterStill() tells classes of one colour apart by their symbols, however small the pictures", async () => {
  const classes = Array.from({ length: 10 }, (_, label) => `class ${label}`);
  const labels = Array.from({ length: 300 }, (_, at) => at % classes.length);
  const positions = Array.from({ length: 2 * labels.length }, (_, at) => at);
  const layers = ["c1", "c2", "c3", "c4", "c5", "c6", "gap"];
  const pictures = layers.map((layer) => ({ choices: { layer }, epoch: 1, positions }));
  const own = { classes, labels, images: labels.map(() => image), pictures };
  const { drawing } = await stillOf({ rows: "epoch", columns: "layer" }, own);
  const { documentElement } = parseSvg(
    `<svg xmlns="http://www.w3.org/2000/svg">${drawing.body}</svg>`,
  );
  // Of the first and the ninth class, in seven pictures.
  const blue = [...documentElement.querySelectorAll("path[transform][fill='#0072b2']")];
  expect(blue).toHaveLength(layers.length * 2 * 30);
  expect(new Set(blue.map((symbol) => symbol.getAttribute("d"))).size).toBe(2);
});
