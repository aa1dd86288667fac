import { expect, test } from "vitest";
import { parseSvg, textsOf } from "../../../test/support/svg.ts";
import type { Scatter } from "./scatter.ts";
import { scatterFigure } from "./scatterFigure.ts";

const image = { pixels: new Uint8Array(1), width: 1, height: 1 };
const scatter: Scatter = {
  classes: ["cat", "dog"],
  labels: [0, 1],
  images: [image, image],
  pictures: [0, 4].map((epoch) => ({
    choices: { layer: "c1", method: "t-SNE" },
    epoch,
    positions: [0, 0, 1, 1],
  })),
};
const text = { id: "plane", title: "Title", caption: "Caption." };
const still = { rows: "epoch", columns: "layer" };

test("scatterFigure() is an ordinary figure with all that it shows in its data", async () => {
  const figure = await scatterFigure(scatter, { ...text, still });
  expect(figure).toMatchObject(text);
  expect(figure.data).toHaveLength(4);
  expect(textsOf(figure.svg)).toEqual(expect.arrayContaining(["Title", "epoch 0, c1", "dog"]));
  expect(parseSvg(figure.svg).querySelectorAll("script")).toHaveLength(0);
  expect(figure).not.toHaveProperty("view");
});

test("scatterFigure() refuses what does not fit", async () => {
  const options = { ...text, still };
  await expect(scatterFigure({ ...scatter, pictures: [] }, options)).rejects.toThrow(
    new RangeError("Cannot draw the scatter: it has 0 pictures, needs at least 1"),
  );
});
