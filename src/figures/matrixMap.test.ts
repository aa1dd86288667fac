import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { type MatrixCell, type MatrixMapOptions, matrixMap } from "./matrixMap.ts";

const options: MatrixMapOptions = {
  id: "try-map",
  title: "What there is",
  caption: "How it is read.",
  xLabel: "column",
  yLabel: "row",
  valueLabel: "similarity",
};

/** A matrix of so many rows and columns. */
function matrix(size: number, panel = "", value = (x: number, y: number) => x * y): MatrixCell[] {
  const indices = Array.from({ length: size }, (_, index) => index);
  return indices.flatMap((y) =>
    indices.map((x) => ({ panel, x: `c${x}`, y: `r${y}`, value: value(x, y) })),
  );
}

test("matrixMap() draws a square and a number for each cell, names rows and columns, and keeps the data", async () => {
  const { svg, data } = await matrixMap(matrix(3), options);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(["c0", "c2", "r0", "r2", "column", "row", "similarity", "4.0"]),
  );
  expect(data).toHaveLength(9);
  expect(data[5]).toEqual({ panel: "", x: "c2", y: "r1", value: 2 });
  expect(countOf(svg, "[aria-label=cell] rect")).toBe(9);
});

test("matrixMap() leaves a cell without a number grey and empty", async () => {
  const cells = [...matrix(2), { panel: "", x: "c0", y: "r2", value: null }];
  const { svg, csv } = await matrixMap(cells, options);
  const [grey, coloured] = parseSvg(svg).querySelectorAll("[aria-label=cell]");
  expect(grey!.querySelectorAll("rect")).toHaveLength(1);
  expect(coloured!.querySelectorAll("rect")).toHaveLength(4);
  expect(csv).toContain(",c0,r2,\n");
});

test("matrixMap() sets panels side by side, each with its name", async () => {
  const { svg } = await matrixMap([...matrix(3, "first"), ...matrix(3, "second")], options);
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["first", "second"]));
  const places = [...parseSvg(svg).querySelectorAll("g[transform]")]
    .map((group) => group.getAttribute("transform")!)
    .filter((place) => /^translate\([1-9]\d*(\.\d+)?,0\)$/.test(place));
  expect(places.length).toBeGreaterThan(0);
});

test("matrixMap() leaves numbers and names out where they have no room", async () => {
  const columns = Array.from({ length: 80 }, (_, x) => x);
  const cells = columns.map((x) => ({ panel: "", x: String(x), y: "row 0", value: x + 0.5 }));
  const { svg } = await matrixMap(cells, options);
  const texts = textsOf(svg);
  expect(texts).toEqual(expect.arrayContaining(["0", "79", "row 0"]));
  expect(texts).not.toContain("2");
  expect(texts).not.toContain("2.5");
});

test("matrixMap() colours and writes by a given scale", async () => {
  const cells = matrix(2, "", (x, y) => (x + y) / 2);
  const { svg } = await matrixMap(cells, { ...options, domain: [0, 2], format: "percent" });
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["0%", "50%", "100%", "200%"]));
});

test("matrixMap() lets colours diverge from 0, as far to both sides", async () => {
  const cells = matrix(2, "", (x, y) => x - 3 * y);
  const { svg } = await matrixMap(cells, { ...options, scheme: "diverging", digits: 1 });
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["−3.0", "0.0", "3.0", "−2.0", "1.0"]));
});

test.each([
  ["one number only", [5]],
  ["no number at all", [null, null]],
])("matrixMap() can be drawn with %s", async (_, values) => {
  const cells = values.map((value, x) => ({ panel: "", x: String(x), y: "a", value }));
  const { svg } = await matrixMap(cells, options);
  expect(svg).not.toContain("NaN");
  expect(countOf(svg, "[aria-label=cell] rect")).toBeGreaterThan(0);
});

test("matrixMap() of nothing cannot be drawn", async () => {
  await expect(matrixMap([], options)).rejects.toThrow(
    'Cannot draw the figure "try-map": 0 rows of data, needs at least 1',
  );
});

test("matrixMap() of zeros alone has a scale from 0", async () => {
  const { svg } = await matrixMap(
    matrix(2, "", () => 0),
    options,
  );
  const texts = textsOf(svg);
  expect(texts.some((text) => text.startsWith("−"))).toBe(false);
});

test("matrixMap() has a logarithmic scale of colours, with zeros at its low end", async () => {
  const cells = matrix(2, "", (x, y) => (x + y === 0 ? 0 : 10 ** (2 * (x + y))));
  const { svg } = await matrixMap(cells, { ...options, isLogarithmic: true });
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["0", "100", "1000", "10000"]));
});
