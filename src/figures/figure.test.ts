import { expect, test } from "vitest";
import { textsOf } from "../../test/support/svg.ts";
import { figureOf } from "./figure.ts";

const drawing = { width: 100, height: 50, body: "" };
const text = { id: "a-figure", title: "A title", caption: "A caption." };

test("figureOf() breaks a long title into lines", () => {
  const title = "word ".repeat(40).trim();
  const lines = textsOf(figureOf({ ...text, title }, drawing, [{ x: 1 }]).svg);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join(" ")).toBe(title);
});

test.each(["Has Capitals", "1-first", "a--b", "a_b", ""])("figureOf() refuses the id %j", (id) => {
  expect(() => figureOf({ ...text, id }, drawing, [{ x: 1 }])).toThrow(
    new RangeError(
      `Cannot draw the figure "${id}": its id is not lower-case words joined by hyphens, needs for example "shift-heatmap"`,
    ),
  );
});
