import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { loadCanvas } from "./canvas.ts";
import { colourScale } from "./colourScale.ts";
import { type DissimilarityPanel, filterDissimilarity } from "./filterDissimilarity.ts";
import { colours } from "./theme.ts";

const title = "model-1: CNN1 among CNN2";

function panelOf(values: readonly number[], name = "(a)", channels = 1): DissimilarityPanel {
  const filters = values.map((_, at) => ({
    weights: Array.from({ length: 4 * channels }, (_, place) => at + place),
    channels,
    height: 2,
    width: 2,
  }));
  return { name, title, filters, values };
}

/** The squares of the numbers: what is coloured and not part of the ramp or of a picture. */
function squaresOf(svg: string) {
  return [...parseSvg(svg).querySelectorAll('rect:not([fill="none"])')].filter((square) => {
    const [width, height] = ["width", "height"].map((side) => square.getAttribute(side));
    return width === height && width !== "100%";
  });
}

/** Where an element stands in the picture, by its own place and those of the groups around it. */
function boxOf(element: Element) {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) =>
    Number(element.getAttribute(name)),
  );
  let [left, top] = [x!, y!];
  for (let group = element.parentElement; group; group = group.parentElement) {
    const move = group.getAttribute("transform")?.match(/translate\((.+),(.+)\)/);
    left += Number(move?.[1] ?? 0);
    top += Number(move?.[2] ?? 0);
  }
  return { left, top, right: left + width!, bottom: top + height! };
}

test("filterDissimilarity() shows each filter beside its number, and what they come to", async () => {
  const { id, svg, data } = await filterDissimilarity(
    [panelOf([0.25, 0.5]), panelOf([0.75], "(b)")],
    { domain: [0, 1] },
  );
  expect(id).toBe("filter-dissimilarity");
  expect(countOf(svg, "image")).toBe(3);
  expect(textsOf(svg)).toEqual([
    "How far each filter is from the nearest of another network",
    "2 or 1 filters of each network",
    "S_i: distance to the nearest filter of the other network",
    ...["0.00", "0.25", "0.50", "0.75", "1.00"],
    ...[`(a) ${title}`, "mean 0.38, largest 0.50", "0.25", "0.50"],
    ...[`(b) ${title}`, "mean 0.75, largest 0.75", "0.75"],
  ]);
  expect(data).toEqual([
    { panel: "(a)", title, filter: 0, dissimilarity: 0.25 },
    { panel: "(a)", title, filter: 1, dissimilarity: 0.5 },
    { panel: "(b)", title, filter: 0, dissimilarity: 0.75 },
  ]);
});

test("filterDissimilarity() colours by the scale that it is given, not by its own numbers", async () => {
  const { svg } = await filterDissimilarity([panelOf([0.5, 2])], { domain: [0, 4] });
  const scale = colourScale(await loadCanvas(), [0, 4], { scheme: "sequential" });
  expect(squaresOf(svg).map((square) => square.getAttribute("fill"))).toEqual([
    scale.colourOf(0.5),
    scale.colourOf(2),
  ]);
});

test("filterDissimilarity() says what other numbers are, with as many digits as it is told", async () => {
  const options = { domain: [0, 1], valueLabel: "matched distance", digits: 1 } as const;
  const { svg } = await filterDissimilarity([panelOf([0.25])], options);
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["matched distance", "0.3", "1.0"]));
});

test("filterDissimilarity() has a grey square for a number that is not finite", async () => {
  const { svg, data } = await filterDissimilarity([panelOf([Number.NaN, 1])], { domain: [0, 1] });
  expect(squaresOf(svg)[0]!.getAttribute("fill")).toBe(colours.faint);
  expect(textsOf(svg)).toContain("mean NaN, largest NaN");
  expect(data[0]).toEqual({ panel: "(a)", title, filter: 0, dissimilarity: "NaN" });
});

test.each([4, 16, 36, 64])(
  "filterDissimilarity() keeps %d filters and their numbers within the picture, and apart",
  async (count) => {
    const values = Array.from({ length: count }, (_, at) => at / count);
    const panels = ["(a)", "(b)", "(c)", "(d)"].map((name) => panelOf(values, name, 3));
    const { svg } = await filterDissimilarity(panels, { domain: [0, 1] });
    expect(countOf(svg, "image")).toBe(4 * count);
    expect(textsOf(svg).filter((text) => text === (0.5).toFixed(2)).length).toBeGreaterThan(3);
    const boxes = [...squaresOf(svg), ...parseSvg(svg).querySelectorAll("image")].map(boxOf);
    expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(760 - 16);
    const overlaps = boxes.flatMap((box, at) =>
      boxes
        .slice(at + 1)
        .filter((other) => box.left < other.right && other.left < box.right)
        .filter((other) => box.top < other.bottom && other.top < box.bottom),
    );
    expect(overlaps).toEqual([]);
  },
);

test("filterDissimilarity() cuts more than 64 filters, and says so", async () => {
  const values = Array.from({ length: 70 }, (_, at) => at);
  const { svg, data } = await filterDissimilarity([panelOf(values)], { domain: [0, 70] });
  expect(countOf(svg, "image")).toBe(64);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining([
      "The first 64 of 70 filters of each network; mean and largest are those of all",
      "mean 35, largest 69",
    ]),
  );
  expect(data).toHaveLength(70);
});
