import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { contactSheet } from "./contactSheet.ts";

const image = { width: 2, height: 4, pixels: new Uint8Array(8) };

test("contactSheet() shows images over their labels, in rows, marked ones in heavy frames", async () => {
  const { svg, data } = await contactSheet(
    ["a", "b", "c"].map((label) => ({ ...image, label, isMarked: label === "b" })),
    { columns: 2 },
  );
  expect(countOf(svg, "image")).toBe(3);
  expect(textsOf(svg)).toEqual(["3 images", "a", "b", "c"]);
  expect(countOf(svg, "rect[stroke-width='5']")).toBe(1);
  expect(data[1]).toEqual({ index: 1, label: "b", marked: true });
});

test("contactSheet() keeps the proportions of an image", async () => {
  const { svg } = await contactSheet([{ ...image, label: "tall" }]);
  const [width, height] = ["width", "height"].map((side) =>
    Number(parseSvg(svg).querySelector("image")!.getAttribute(side)),
  );
  expect(height).toBe(2 * width!);
});
