import { expect, test } from "vitest";
import { countOf, textsOf } from "../../test/support/svg.ts";
import { imageRows } from "./imageRows.ts";

const pixels = new Uint8Array(4);
const image = { pixels, width: 2, height: 2, description: "an image" };

test("imageRows() writes each label before its images, and marks those to look at", async () => {
  const { svg, data } = await imageRows([
    { label: "cats", detail: "2", images: [image, { ...image, isMarked: true }] },
    { label: "dogs", images: [image] },
  ]);
  expect(textsOf(svg).slice(-3)).toEqual(["cats", "2", "dogs"]);
  expect(countOf(svg, "image")).toBe(3);
  expect(countOf(svg, 'rect[stroke-width="5"]')).toBe(1);
  expect(data).toEqual([
    { row: "cats", column: 0, description: "an image", marked: false },
    { row: "cats", column: 1, description: "an image", marked: true },
    { row: "dogs", column: 0, description: "an image", marked: false },
  ]);
});

test("imageRows() breaks long labels once and then cuts them", async () => {
  const label = "great white shark, white shark, man-eater, Carcharodon carcharias";
  const { svg } = await imageRows([{ label, images: [image] }]);
  expect(textsOf(svg).slice(-2)).toEqual(["great white", "shark, white sh…"]);
});

test("imageRows() enlarges small images sharply, and shrinks large ones before they are put in", async () => {
  const large = {
    pixels: new Uint8Array(512 * 512),
    width: 512,
    height: 512,
    description: "large",
  };
  const sharp = await imageRows([{ label: "a", images: [image] }]);
  const soft = await imageRows([{ label: "a", images: [large] }]);
  expect(countOf(sharp.svg, "image[style]")).toBe(1);
  expect(countOf(soft.svg, "image[style]")).toBe(0);
  expect(soft.svg.length).toBeLessThan(5000);
});

test("imageRows() writes the name of a group once above its rows, and into the data", async () => {
  const row = { label: "epoch 0", images: [image] };
  const { svg, data } = await imageRows([
    { ...row, group: "first" },
    { ...row, group: "first" },
    { ...row, group: "second" },
  ]);
  expect(textsOf(svg).slice(-5)).toEqual(["first", "epoch 0", "epoch 0", "second", "epoch 0"]);
  expect(data.map(({ group }) => group)).toEqual(["first", "first", "second"]);
});
