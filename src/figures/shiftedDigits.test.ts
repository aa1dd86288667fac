import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { shiftedDigits } from "./shiftedDigits.ts";

const cells = [-1, 0].flatMap((dy) =>
  [-1, 0, 1].map((dx) => ({
    dx,
    dy,
    pixels: new Uint8Array(784).fill(dx + 1),
    predicted: dx === 1 ? 3 : 4,
  })),
);
const digits = { data: "MNIST", index: 4017, label: 4, width: 28, height: 28, cells };

test("shiftedDigits() shows every copy with its prediction, right and wrong in words and frames", async () => {
  const { svg } = await shiftedDigits(digits);
  const texts = textsOf(svg);
  expect(countOf(svg, "image")).toBe(6);
  expect(texts.filter((text) => text === "✓ 4")).toHaveLength(4);
  expect(texts.filter((text) => text === "✗ 3")).toHaveLength(2);
  expect(countOf(svg, "rect[stroke='#b3261e'][stroke-width='5']")).toBe(2);
  expect(countOf(svg, "text[font-weight=bold][fill='#b3261e']")).toBe(2);
});

test("shiftedDigits() names image, label, axes and how many places are right", async () => {
  const { svg, id, title } = await shiftedDigits(digits);
  expect(id).toBe("shifted-digits-4017");
  expect(title).toBe("Test image 4017, a 4: taken for a 4 in 4 of 6 places");
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(["pixels to the right (dx)", "pixels down (dy)", "−1", "0", "1"]),
  );
  expect(textsOf(svg)).toContain(
    "MNIST, index 4017, label 4; below each image the predicted digit: ✓ right, ✗ wrong",
  );
});

test("shiftedDigits() describes each copy for those who cannot see it", async () => {
  const { svg } = await shiftedDigits(digits);
  const descriptions = [...parseSvg(svg).querySelectorAll("g > title")].map(
    (each) => each.textContent,
  );
  expect(descriptions).toHaveLength(6);
  expect(descriptions[2]).toBe("dx 1, dy -1: predicted 3, wrong");
});

test("shiftedDigits() orders cells by shift, whatever order they come in", async () => {
  const backwards = await shiftedDigits({ ...digits, cells: [...cells].reverse() });
  expect(backwards.svg).toBe((await shiftedDigits(digits)).svg);
});

test("shiftedDigits() leaves a place open where no copy is", async () => {
  const { svg } = await shiftedDigits({ ...digits, cells: cells.slice(1) });
  expect(countOf(svg, "image")).toBe(5);
});
