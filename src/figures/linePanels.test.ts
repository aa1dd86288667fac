import { expect, test } from "vitest";
import { countOf, textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { type LinePanelsOptions, linePanels } from "./linePanels.ts";
import type { PanelPoint } from "./panelPoint.ts";

const options: LinePanelsOptions = {
  id: "line-panels",
  title: "Counts fall",
  caption: "How they fall.",
  xLabel: "layer",
  xScale: "names",
  yLabel: "components",
  yScale: "logarithmic",
  format: "number",
  columns: 2,
  names: { panel: "network", series: "training", x: "layer" },
};

const layers = ["c1", "c2", "gap"];

function points(panels: readonly string[], series: readonly string[]): PanelPoint[] {
  return panels.flatMap((panel) =>
    series.flatMap((name) =>
      layers.map((x, at) => ({
        panel,
        series: name,
        x,
        y: estimateOf([10 * at + 3, 10 * at + 5]),
      })),
    ),
  );
}

test("linePanels() draws a chart for each panel, and has every value in its data", async () => {
  const { svg, data } = await linePanels(points(["A", "B"], ["trained", "untrained"]), options);
  const texts = textsOf(svg);
  for (const word of ["A", "B", "trained", "untrained"]) expect(texts).toContain(word);
  expect(texts.filter((text) => text === "layer")).toHaveLength(2);
  expect(texts.filter((text) => text === "c1")).toHaveLength(2);
  // Beside the first panel of a row.
  expect(texts.filter((text) => text === "components")).toHaveLength(1);
  expect(data).toHaveLength(12);
  expect(data[0]).toMatchObject({ network: "A", training: "trained", layer: "c1", mean: 4, n: 2 });
});

test("linePanels() gives panels a common axis, unless they say what they show", async () => {
  const [low, high] = [points(["low"], ["a"]), points(["high"], ["a"])];
  const far = high.map((point) => ({ ...point, y: estimateOf([1e4]) }));
  const common = textsOf((await linePanels([...low, ...far], options)).svg);
  expect(common.filter((text) => text === "10,000")).toHaveLength(2);
  const { yLabel: _, ...own } = options;
  const apart = textsOf((await linePanels([...low, ...far], own)).svg);
  expect(apart.filter((text) => text === "10,000")).toHaveLength(1);
});

test("linePanels() says that intervals are cut off where logarithms end", async () => {
  const wide = points(["A"], ["a"]).map((point) => ({ ...point, y: estimateOf([1, 9]) }));
  const noteOf = async (given: Partial<LinePanelsOptions>) =>
    textsOf((await linePanels(wide, { ...options, ...given })).svg).join(" ");
  const note = "bar: 95% confidence interval, cut off where it reaches 0";
  expect(await noteOf({})).toContain(note);
  expect(await noteOf({ yScale: "linear" })).not.toContain(note);
});

test("linePanels() names its level and each limit once", async () => {
  const { svg } = await linePanels(points(["A", "B"], ["a"]), {
    ...options,
    level: { value: 10, label: "the source's" },
    limits: ["A", "B"].map((panel) => ({
      panel,
      label: "no more",
      points: layers.map((x) => ({ x, y: 99 })),
    })),
  });
  const texts = textsOf(svg);
  expect(texts.filter((text) => text === "the source's")).toHaveLength(1);
  expect(texts.filter((text) => text === "no more")).toHaveLength(1);
  expect(texts).toContain("100");
});

test("linePanels() leaves gaps where nothing is finite, and draws nothing there", async () => {
  const [first, ...rest] = points(["A"], ["a"]);
  const { svg, data } = await linePanels(
    [{ ...first!, y: estimateOf([Number.NaN]) }, ...rest],
    options,
  );
  expect(svg).not.toMatch(/[dxy12]="[^"]*NaN/);
  expect(data[0]).toMatchObject({ mean: "NaN", low: null });
});

test("linePanels() draws bars over names and bands over numbers", async () => {
  const numbers = points(["A"], ["a"]).map((point, at) => ({ ...point, x: 100 * 10 ** at }));
  const bars = await linePanels(points(["A"], ["a"]), options);
  expect(countOf(bars.svg, '[aria-label="area"]')).toBe(0);
  const bands = await linePanels(numbers, { ...options, xScale: "logarithmic" });
  expect(countOf(bands.svg, '[aria-label="area"]')).toBe(1);
  expect(textsOf(bands.svg)).toContain("10,000");
});

test("linePanels() writes epochs, 0 among them, and shares as percentages from 0", async () => {
  const shares = [0, 1, 2, 4].map((x) => ({
    panel: "A",
    series: "a",
    x,
    y: estimateOf([0.1 * x]),
  }));
  const { svg } = await linePanels(shares, {
    ...options,
    xScale: "epochs",
    yScale: "linear",
    format: "percent",
  });
  const texts = textsOf(svg);
  for (const word of ["0", "1", "2", "4", "0%", "40%"]) expect(texts).toContain(word);
});
