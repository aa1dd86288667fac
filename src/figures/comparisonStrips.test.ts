import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { type ComparisonStrip, comparisonStrips } from "./comparisonStrips.ts";
import { colours } from "./theme.ts";

const within: ComparisonStrip = {
  panel: "nearest distance",
  group: "within model-1",
  kind: "compared",
  values: [0.25, 0.75],
};
const seeds: ComparisonStrip = {
  ...within,
  group: "other seeds",
  kind: "null",
  values: [0.5, 1, 0.75],
};

/** Left and right ends of the grey bands: all but the first, which is the legend's. */
function bandsOf(svg: string) {
  const [, ...bands] = parseSvg(svg).querySelectorAll("g[aria-label=rect] rect");
  return bands.map((rect) => {
    const left = Number(rect.getAttribute("x"));
    return [left, left + Number(rect.getAttribute("width"))].map(Math.round);
  });
}

test("comparisonStrips() draws a mark a value and one a mean, and writes the means", async () => {
  const { id, svg, data } = await comparisonStrips([within, seeds]);
  expect(id).toBe("comparison-strips");
  // In the legend there are two small marks and a large one of each kind.
  expect(countOf(svg, "g[aria-label=dot] path, g[aria-label=dot] circle")).toBe(6 + 5 + 2);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining([
      ...["one pair of networks", "mean of what is compared", "mean of a null distribution"],
      "range of “other seeds”",
      ...["nearest distance", "within model-1", "null distributions", "other seeds"],
      ...["0.50", "0.75"],
    ]),
  );
  expect(textsOf(svg).join()).not.toContain("confidence");
  expect(data).toEqual([
    {
      ...{ panel: "nearest distance", group: "within model-1", kind: "compared" },
      ...{ reference: "other seeds", mean: 0.5, low: null, high: null, n: 2, values: "0.25 0.75" },
    },
    {
      ...{ panel: "nearest distance", group: "other seeds", kind: "null" },
      ...{ reference: "other seeds", mean: 0.75, low: null, high: null, n: 3 },
      values: "0.5 1 0.75",
    },
  ]);
});

test("comparisonStrips() tells null distributions by shape, and puts them below what is compared", async () => {
  const { svg } = await comparisonStrips([seeds, within]);
  const texts = textsOf(svg);
  expect(texts.indexOf("within model-1")).toBeLessThan(texts.indexOf("other seeds"));
  const hollow = countOf(svg, `g[aria-label=dot][fill="${colours.background}"]`);
  // Small and large marks, in the legend and in the panel.
  expect(hollow).toBe(4);
});

test("comparisonStrips() draws intervals where they are known, and names how they were found", async () => {
  const bars = "g[aria-label=link][stroke-width='3'] path";
  const estimate = estimateOf(within.values);
  const { svg, data } = await comparisonStrips([{ ...within, estimate }, seeds]);
  expect(countOf(svg, bars)).toBe(2);
  expect(textsOf(svg)).toContain("95% confidence interval (Student t)");
  expect(data[0]).toMatchObject({ low: estimate.low, high: estimate.high });
  const other = { ...estimate, interval: "bootstrap" } as const;
  const bootstrap = await comparisonStrips([{ ...within, estimate: other }]);
  expect(textsOf(bootstrap.svg)).toContain("95% confidence interval (bootstrap)");
});

test("comparisonStrips() draws the range of the first null distribution behind what is compared and itself", async () => {
  const untrained = { ...seeds, group: "untrained", values: [2, 3] };
  const { svg } = await comparisonStrips([within, seeds, untrained]);
  const [own, first, ...others] = bandsOf(svg);
  expect(own).toEqual(first);
  expect(others).toEqual([]);
});

test("comparisonStrips() draws behind each line the range of what it is compared with", async () => {
  const untrained = { ...seeds, group: "untrained", values: [2, 3] };
  const other = { ...within, group: "within model-2", reference: "untrained" };
  const { svg, data } = await comparisonStrips([within, other, seeds, untrained]);
  const [first, second, ...nulls] = bandsOf(svg);
  expect(first).not.toEqual(second);
  expect(nulls).toEqual([first, second]);
  expect(textsOf(svg)).toContain("range of the null distribution that the line is compared with");
  expect(data.map(({ reference }) => reference)).toEqual([
    ...["other seeds", "untrained", "other seeds", "untrained"],
  ]);
});

test("comparisonStrips() gives each quantity an axis of its own, and writes names once a row of panels", async () => {
  const strips = ["a", "b", "c"].flatMap((panel, at) => [
    { ...within, panel, values: within.values.map((value) => value * 10 ** at) },
    { ...seeds, panel },
  ]);
  const axes = { a: { label: "of the weights" }, b: { format: "percent" } } as const;
  const { svg } = await comparisonStrips(strips, { axes });
  const texts = textsOf(svg);
  expect(texts).toEqual(expect.arrayContaining(["a", "b", "c", "of the weights", "500%"]));
  expect(texts.filter((text) => text === "within model-1")).toHaveLength(2);
  expect(countOf(svg, 'g[aria-label="x-axis tick"]')).toBe(3);
});

test("comparisonStrips() has a line without marks for a group without values, and says what is not a number", async () => {
  const nothing = { ...within, group: "nothing", values: [] };
  const broken = { ...within, group: "broken", values: [Number.NaN, 0.5] };
  const { svg, data } = await comparisonStrips([nothing, broken]);
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["—", "NaN"]));
  expect(countOf(svg, `g[aria-label=text][fill="${colours.alarm}"] text`)).toBe(1);
  expect(data.map(({ mean, n }) => [mean, n])).toEqual([
    ["NaN", 0],
    ["NaN", 2],
  ]);
});

test("comparisonStrips() breaks long names once and then cuts them", async () => {
  const group = "between the first network of model-1 and the first of model-2, of the same seeds";
  const { svg } = await comparisonStrips([{ ...within, group }]);
  expect(textsOf(svg).filter((text) => /between|first/.test(text))).toEqual([
    "between the first network of",
    "model-1 and the first of model-2,…",
  ]);
});
