import { expect, test } from "vitest";
import { parseSvg, textsOf } from "../../../test/support/svg.ts";
import { tinyScatter as scatter } from "../../../test/support/tinyScatter.ts";
import { scatterFigure } from "./scatterFigure.ts";

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
