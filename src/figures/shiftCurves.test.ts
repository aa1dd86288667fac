import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { shiftCurves } from "./shiftCurves.ts";

const curve = (network: string, values: readonly number[]) =>
  [-1, 0, 1].map((dx) => ({
    network,
    dx,
    accuracy: estimateOf(values.map((value) => value - 0.1 * Math.abs(dx))),
  }));

test("shiftCurves() draws a line, a band and a dot a shift for each network, named at its end", async () => {
  const { svg } = await shiftCurves([
    ...curve("lenet5", [0.9, 0.92]),
    ...curve("mlp", [0.5, 0.54]),
  ]);
  expect(countOf(svg, "[aria-label=line] path")).toBe(2);
  expect(countOf(svg, "[aria-label=area] path")).toBe(2);
  const inLine = 3;
  const inLabel = 1;
  expect(countOf(svg, "[aria-label=dot] path, [aria-label=dot] circle")).toBe(
    2 * (inLine + inLabel),
  );
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(["lenet5", "mlp", "Mean of 2 seeds; band: 95% confidence interval"]),
  );
});

test("shiftCurves() tells lines apart by dash and symbol too", async () => {
  const { svg } = await shiftCurves([...curve("lenet5", [0.9]), ...curve("mlp", [0.5])]);
  const lines = [...parseSvg(svg).querySelectorAll("[aria-label=line]")];
  expect(lines.map((line) => line.getAttribute("stroke-dasharray"))).toEqual([null, "7 3"]);
});

test("shiftCurves() keeps a network's colour where others are left out", async () => {
  const colourOrder = ["lenet5", "mlp"];
  const { svg } = await shiftCurves(curve("mlp", [0.5]), { colourOrder });
  expect(parseSvg(svg).querySelector("[aria-label=line]")!.getAttribute("stroke")).toBe("#d55e00");
});

test("shiftCurves() marks chance", async () => {
  const { svg } = await shiftCurves(curve("mlp", [0.5]), { chance: 0.1 });
  expect(textsOf(svg)).toContain("chance, 10%");
});

test("shiftCurves() marks a value that is not a number on the axis and in words", async () => {
  const rows = curve("mlp", [0.5]).map((row) =>
    row.dx === 1 ? { ...row, accuracy: estimateOf([Number.NaN]) } : row,
  );
  const { svg, csv } = await shiftCurves(rows);
  expect(countOf(svg, "[aria-label=vector] path")).toBe(1);
  expect(textsOf(svg)).toContain("NaN or infinite: mlp at 1");
  expect(csv).toContain("mlp,1,NaN,,,1,NaN\n");
});
