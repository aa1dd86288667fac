import { expect, test } from "vitest";
import { estimateOf } from "../core/statistics.ts";
import type { PanelAxes, PanelPoint } from "./panelPoint.ts";
import { panelScales } from "./panelScales.ts";

const axes: PanelAxes = { xLabel: "", xScale: "names", yScale: "linear", format: "number" };

function point(x: string | number, ...values: number[]): PanelPoint {
  return { panel: "", series: "", x, y: estimateOf(values) };
}

function scales(points: readonly PanelPoint[], changes: Partial<PanelAxes> = {}) {
  return panelScales(points, { ...axes, ...changes, limits: [] });
}

test("panelScales() keeps names in their order", () => {
  expect(scales([point("c2", 1), point("c1", 2)]).x.ticks).toEqual(["c2", "c1"]);
});

test("panelScales() writes powers of ten on a logarithmic axis, or its ends where there are fewer than two", () => {
  const x = (numbers: number[]) =>
    scales(
      numbers.map((number) => point(number, 1)),
      { xScale: "logarithmic" },
    ).x.ticks;
  expect(x([100, 200, 1000])).toEqual([100, 1000]);
  expect(x([100, 200, 400])).toEqual([100, 400]);
  expect(x([300])).toEqual([300]);
});

test("panelScales() begins linear axes at 0, or below where there are values below", () => {
  expect(scales([point("a", 3), point("b", 9)]).y.ticks[0]).toBe(0);
  expect(scales([point("a", -3), point("b", 9)]).y.ticks[0]).toBeLessThanOrEqual(-3);
});

test("panelScales() ends shares at 100%, however wide their intervals are", () => {
  const { y } = scales([point("a", 0.7, 1), point("b", 0.1, 0.12)], { format: "percent" });
  expect(y.ticks.at(-1)).toBe(1);
  expect(y.write(1)).toBe("100%");
});

test("panelScales() writes shares of different sizes with the digits that count", () => {
  const { y } = scales([point("a", 0.002), point("b", 0.04)], {
    yScale: "logarithmic",
    format: "percent",
  });
  expect(y.ticks.map(y.write)).toEqual(["0.2%", "0.5%", "1%", "2%", "5%"]);
});
