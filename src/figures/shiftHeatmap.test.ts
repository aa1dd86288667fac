import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { shiftHeatmap } from "./shiftHeatmap.ts";

const dxs = [-1, 0, 1];
const dys = [-1, 0];
const plane = (panel: string, share: number) =>
  dys.flatMap((dy) =>
    dxs.map((dx) => ({ panel, dx, dy, accuracy: estimateOf([share - 0.1 * Math.abs(dx)]) })),
  );

test("shiftHeatmap() draws and numbers every cell of every panel, and frames the unmoved ones", async () => {
  const { svg } = await shiftHeatmap([...plane("lenet5", 0.9), ...plane("mlp", 0.5)]);
  expect(countOf(svg, "[aria-label=cell]:not([fill=none]) rect")).toBe(12);
  expect(countOf(svg, "[aria-label=cell][stroke-width='2.5'] rect")).toBe(2);
  const texts = textsOf(svg);
  expect(texts.filter((text) => text === "90")).toHaveLength(2);
  expect(texts.filter((text) => text === "40")).toHaveLength(4);
  expect(texts).toEqual(expect.arrayContaining(["lenet5", "mlp", "mean 83%", "mean 43%", "−1"]));
});

test("shiftHeatmap() gives the same value the same colour in every panel", async () => {
  const { svg } = await shiftHeatmap([...plane("lenet5", 0.9), ...plane("mlp", 0.8)]);
  const fills = [...parseSvg(svg).querySelectorAll("[aria-label=cell]:not([fill=none]) rect")].map(
    (cell) => cell.getAttribute("fill"),
  );
  const [moved, unmoved] = [fills[0], fills[1]];
  const other = fills.slice(6);
  expect(other[1]).toBe(moved); // 0.8 in both panels
  expect(other).not.toContain(unmoved);
});

test("shiftHeatmap() leaves a cell without a number grey and says so", async () => {
  const { svg, data } = await shiftHeatmap([
    { panel: "mlp", dx: 0, dy: 0, accuracy: estimateOf([Number.NaN]) },
  ]);
  expect(countOf(svg, "rect[fill='#d9dee4']")).toBe(1);
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["NaN", "mean NaN"]));
  expect(data).toEqual([
    { panel: "mlp", dx: 0, dy: 0, mean: "NaN", low: null, high: null, n: 1, values: "NaN" },
  ]);
});

test("shiftHeatmap() averages over shifts within each seed", async () => {
  const { svg } = await shiftHeatmap([
    { panel: "mlp", dx: 0, dy: 0, accuracy: estimateOf([0.9, 0.7]) },
    { panel: "mlp", dx: 1, dy: 0, accuracy: estimateOf([0.5, 0.3]) },
  ]);
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["mean 60%", "Mean of 2 seeds"]));
});

test("shiftHeatmap() frames nothing where the unmoved image is not among the cells", async () => {
  const { svg } = await shiftHeatmap([{ panel: "mlp", dx: 3, dy: 0, accuracy: estimateOf([0.5]) }]);
  expect(countOf(svg, "[aria-label=cell] rect")).toBe(1);
});

test("shiftHeatmap() gives many columns the whole width", async () => {
  const far = Array.from({ length: 21 }, (_, at) => at - 10);
  const cells = ["lenet5", "mlp"].flatMap((panel) =>
    far.map((dx) => ({ panel, dx, dy: 0, accuracy: estimateOf([0.5]) })),
  );
  const { svg } = await shiftHeatmap(cells);
  const cell = parseSvg(svg).querySelector("[aria-label=cell] rect")!;
  expect(Number(cell.getAttribute("width"))).toBeGreaterThan(30);
});
