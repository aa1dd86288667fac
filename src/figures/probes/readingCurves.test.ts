import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../../test/support/svg.ts";
import { emptinessOf, type ReadingRow, readingCurves } from "./readingCurves.ts";

/** A quantity of one run at epochs 0, 1, 2, 4, 8. */
function rowsOf(
  values: readonly (number | null)[],
  changes: Partial<ReadingRow> = {},
): ReadingRow[] {
  return values.map((value, index) => ({
    run: "sixconv/seed-0",
    seed: 0,
    epoch: [0, 1, 2, 4, 8][index]!,
    quantity: "sharpness",
    value,
    ...(value === null ? { reason: "the loss is not finite" } : {}),
    ...changes,
  }));
}

const layersOf = (count: number, values: readonly (number | null)[]) =>
  Array.from({ length: count }, (_, index) => rowsOf(values, { layer: `conv${index}` })).flat();

const meanLines = "[aria-label=line][stroke-width='2'] path";

test("readingCurves() draws one figure a quantity, whose ids begin with the probe's", async () => {
  const rows = [...rowsOf([1, 2]), ...rowsOf([3, 4], { quantity: "Top-5 share" })];
  const figures = await readingCurves(rows, { id: "try", title: "Trial" });
  expect(figures.map(({ id, title }) => [id, title])).toEqual([
    ["try-sharpness", "Trial: sharpness"],
    ["try-top-5-share", "Trial: Top-5 share"],
  ]);
  const [same] = await readingCurves(rowsOf([1, 2]), { id: "try", title: "Sharpness" });
  expect(same!.title).toBe("Sharpness");
  expect(await readingCurves([], { id: "try" })).toEqual([]);
});

test("readingCurves() draws the parts of a quantity apart from the whole", async () => {
  const rows = [...rowsOf([1, 2]), ...rowsOf([3, 4], { of: "cat" })];
  const figures = await readingCurves(rows, { id: "try" });
  expect(figures.map(({ id, title }) => [id, title])).toEqual([
    ["try-sharpness", "Sharpness"],
    ["try-sharpness-2", "Sharpness, one by one"],
  ]);
  expect(textsOf(figures[1]!.svg)).toContain("cat");
});

test("readingCurves() draws a line a layer, named at its end, over epochs on a logarithmic axis", async () => {
  const [figure] = await readingCurves(layersOf(3, [1, 2, 3, 4, 5]), { id: "try" });
  const texts = textsOf(figure!.svg);
  expect(countOf(figure!.svg, meanLines)).toBe(3);
  expect(texts).toEqual(expect.arrayContaining(["conv0", "conv2", "0", "1", "2", "4", "8"]));
  expect(texts).toContain("epoch (0: initialisation), on a logarithmic scale");
});

test("readingCurves() draws many layers as a map with the untrained network as its last column", async () => {
  const untrained = [1, 3].map((value) => ({ quantity: "sharpness", layer: "conv3", value }));
  const rows = layersOf(8, [10, 20, 30, 40, 50]);
  const [figure] = await readingCurves(rows, { id: "try", untrained });
  expect(countOf(figure!.svg, meanLines)).toBe(0);
  expect(textsOf(figure!.svg)).toEqual(
    expect.arrayContaining(["conv0", "conv7", "untrained", "2", "50"]),
  );
  expect(figure!.caption).toContain("Under “untrained” stands the mean of 2 networks");
  expect(figure!.data).toHaveLength(42);
});

test("readingCurves() sets the maps of several runs beside each other, and classes of layers below each", async () => {
  const runs = ["first", "second"].flatMap((run) =>
    layersOf(5, [1, 2]).map((row) => ({ ...row, run })),
  );
  const [beside] = await readingCurves(runs, { id: "try" });
  expect(textsOf(beside!.svg)).toEqual(expect.arrayContaining(["first", "second", "conv0"]));
  const classes = ["cat", "dog"].flatMap((of) =>
    layersOf(5, [1, 2]).map((row) => ({ ...row, of })),
  );
  const [apart] = await readingCurves(classes, { id: "try" });
  expect(textsOf(apart!.svg)).toEqual(expect.arrayContaining(["conv0", "conv4", "cat", "dog"]));
  const seeds = Array.from({ length: 9 }, (_, seed) =>
    rowsOf([1, 2], { run: `run ${seed}`, seed }),
  );
  const [single] = await readingCurves(seeds.flat(), { id: "try" });
  expect(textsOf(single!.svg)).toEqual(expect.arrayContaining(["run 0", "run 8"]));
});

test("readingCurves() draws runs of one group as their mean with a band, and each as a thin line", async () => {
  const rows = [0, 1, 2].flatMap((seed) =>
    rowsOf([1 + seed, 2, 3], { run: `run ${seed}`, group: "sixconv", seed }),
  );
  const [figure] = await readingCurves(rows, { id: "try" });
  expect(countOf(figure!.svg, meanLines)).toBe(1);
  expect(countOf(figure!.svg, "[aria-label=line][stroke-width='0.8'] path")).toBe(3);
  expect(countOf(figure!.svg, "[aria-label=area] path")).toBe(1);
  expect(textsOf(figure!.svg)).toContain("Mean of 3 seeds; band: 95% confidence interval");
  expect(figure!.caption).toContain("Means over runs that differ in their seed alone");
});

test("readingCurves() leaves a gap where there is no number, and says why in caption and data", async () => {
  const [figure] = await readingCurves(rowsOf([1, 2, null, 4, 5]), { id: "try" });
  const path = parseSvg(figure!.svg).querySelector(meanLines)!.getAttribute("d")!;
  expect(path.match(/M/g)).toHaveLength(2);
  expect(countOf(figure!.svg, "[aria-label=vector] path")).toBe(0);
  expect(figure!.caption).toContain("Gaps have no number: the loss is not finite (epoch 2).");
  expect(figure!.csv).toContain(",the loss is not finite\n");
});

test("readingCurves() draws nothing of what has no number or is 0 everywhere", async () => {
  const empty = [
    rowsOf([null, null]),
    layersOf(8, [null, null]),
    rowsOf([null]),
    layersOf(2, [0, null, 0]),
  ];
  for (const rows of empty) expect(await readingCurves(rows, { id: "try" })).toEqual([]);
  expect(await readingCurves(rowsOf([0, 0, 1]), { id: "try" })).toHaveLength(1);
});

test("emptinessOf() says why there is nothing to draw", () => {
  expect(emptinessOf(rowsOf([null, null]))).toBe("no number");
  expect(emptinessOf(rowsOf([null, 0]))).toBe("all 0");
  expect(emptinessOf(rowsOf([null, 1]))).toBeUndefined();
});

test("readingCurves() says under each picture what its own quantity is", async () => {
  const rows = [...rowsOf([1, 2]), ...rowsOf([3, 4], { quantity: "norm" })];
  const captions = { sharpness: "How steep.", norm: "How long." };
  const figures = await readingCurves(rows, { id: "try", captions, caption: "Of all." });
  const endings = figures.map(({ caption }) => caption.split("measured. ")[1]);
  expect(endings).toEqual(["How steep. Of all.", "How long. Of all."]);
});

test("readingCurves() ends intervals where a quantity ends", async () => {
  const own = (seed: number, value: number) =>
    rowsOf([value, value], { run: `s${seed}`, group: "net", seed });
  const rows = [...own(0, 0.8), ...own(1, 1)];
  const ticks = async (bounds: Readonly<Record<string, readonly [number, number]>>) => {
    const [figure] = await readingCurves(rows, { id: "try", bounds });
    return textsOf(figure!.svg);
  };
  expect(await ticks({ sharpness: [0, 1] })).not.toContain("1.1");
  expect((await ticks({})).map(Number).some((tick) => tick > 1)).toBe(true);
});

test("readingCurves() draws an interval beside epochs without one as a bar", async () => {
  const [first, second, third] = rowsOf([1, 2, 3]);
  const rows = [first!, { ...second!, low: 1.5, high: 2.5 }, third!];
  const [figure] = await readingCurves(rows, { id: "try" });
  expect(countOf(figure!.svg, "[aria-label=rule][stroke-opacity='0.5'] line")).toBe(1);
});

test("readingCurves() can be drawn where all numbers are the same", async () => {
  for (const value of [7, -7]) {
    const untrained = [{ quantity: "sharpness", layer: "conv0", value }];
    const rows = layersOf(2, [value, value]);
    const [figure] = await readingCurves(rows, { id: "try", untrained });
    expect(textsOf(figure!.svg)).not.toContain("0.000000");
    expect(textsOf(figure!.svg)).toContain(String(value).replace("-", "−"));
  }
});

test("readingCurves() sets untrained networks behind one line as a band, beside several in a column", async () => {
  const untrained = [0.5, 0.9].map((value) => ({ quantity: "sharpness", value }));
  const [one] = await readingCurves(rowsOf([1, 2, 3]), { id: "try", untrained });
  expect(countOf(one!.svg, "[aria-label=rect] rect")).toBe(1);
  expect(one!.caption).toContain("Grey reaches from the smallest to the largest of 2 networks");
  const ofLayer = untrained.map((row) => ({ ...row, layer: "conv1" }));
  const [two] = await readingCurves(layersOf(2, [1, 2, 3]), { id: "try", untrained: ofLayer });
  expect(textsOf(two!.svg)).toContain("untrained");
  expect(two!.caption).toContain("Under “untrained” stands, hollow, the mean of 2 networks");
});

test("readingCurves() draws one level of chance by name, and others dotted", async () => {
  const chance = [0.1, 0.1] as const;
  const [level] = await readingCurves(rowsOf([1, 2], { chance }), { id: "try" });
  expect(textsOf(level!.svg)).toContain("chance");
  const [band] = await readingCurves(rowsOf([1, 2], { chance: [0, 1] }), { id: "try" });
  expect(textsOf(band!.svg)).toContain("chance");
  const chances = [0.1, 0.2].flatMap((value) =>
    rowsOf([1, 2], { layer: `conv${value}`, chance: [value, value] }),
  );
  const [own] = await readingCurves(chances, { id: "try" });
  expect(textsOf(own!.svg)).toEqual(expect.arrayContaining(["chance: conv0.1", "chance: conv0.2"]));
  expect(countOf(band!.svg, "[aria-label=line][stroke-dasharray='1 4'] path")).toBe(2);
});

test("readingCurves() draws what was measured once as dots with their numbers", async () => {
  const rows = [2, 3].flatMap((value) =>
    rowsOf([value], { layer: `conv${value}`, low: 1, high: 5, chance: [0, 0] }),
  );
  const untrained = [{ quantity: "sharpness", layer: "conv2", value: 4 }];
  const [figure] = await readingCurves(rows, { id: "try", untrained });
  expect(textsOf(figure!.svg)).toEqual(
    expect.arrayContaining(["conv2", "conv3", "2.00", "3.00", "sharpness"]),
  );
  expect(textsOf(figure!.svg)).toContain("Epoch 0. One seed; bar: 95% confidence interval");
  const [several] = await readingCurves(
    [0, 1].flatMap((seed) => rowsOf([seed], { run: `run ${seed}`, group: "g", seed })),
    { id: "try" },
  );
  expect(countOf(several!.svg, "[aria-label=dot] circle")).toBe(3);
});

test("readingCurves() writes percentages where it is told to", async () => {
  const options = { id: "try", formats: { sharpness: "percent" as const }, subtitle: "Digits" };
  const [lines] = await readingCurves(rowsOf([0.1, 0.9]), options);
  expect(textsOf(lines!.svg)).toEqual(expect.arrayContaining(["20%", "80%"]));
  const [map] = await readingCurves(layersOf(8, [0.1, 0.9]), options);
  expect(textsOf(map!.svg)).toEqual(expect.arrayContaining(["10%", "90%", "Digits. One seed"]));
});

test("readingCurves() takes the headline of each quantity, and that of all where there is none", async () => {
  const rows = [...rowsOf([1, 2]), ...rowsOf([3, 4], { quantity: "width" })];
  const headlines = { sharpness: "How sharp it is" };
  const figures = await readingCurves(rows, { id: "try", headline: "What it is", headlines });
  expect(figures.map(({ title }) => title)).toEqual(["How sharp it is", "What it is"]);
});

test("readingCurves() names parts without a whole as the quantity is named", async () => {
  const [figure] = await readingCurves(rowsOf([3, 4], { of: "cat" }), { id: "try" });
  expect(figure!.title).toBe("Sharpness");
});

test("readingCurves() names one line on its axis alone, and the untrained band behind it", async () => {
  const untrained = [0.5, 0.9].map((value) => ({ quantity: "sharpness", value }));
  const [figure] = await readingCurves(rowsOf([1, 2]), { id: "try", untrained });
  const texts = textsOf(figure!.svg);
  expect(texts.filter((text) => text === "sharpness")).toHaveLength(1);
  expect(texts).toContain("untrained");
});

test("readingCurves() draws a level of the probe's own by name", async () => {
  const references = { sharpness: { value: 1, label: "limit" } };
  const [figure] = await readingCurves(rowsOf([2, 3]), { id: "try", references });
  expect(textsOf(figure!.svg)).toEqual(expect.arrayContaining(["limit", "1.0"]));
});

test("readingCurves() cuts off bands far wider than all numbers, and says so", async () => {
  const wide = { low: -1000, high: 1000 };
  const [figure] = await readingCurves(rowsOf([1, 2], wide), { id: "try" });
  expect(textsOf(figure!.svg)).not.toContain("1,000");
  expect(figure!.caption).toContain("Bands that reach far beyond all numbers are cut off.");
  const [narrow] = await readingCurves(rowsOf([1, 2], { low: 1, high: 2 }), { id: "try" });
  expect(narrow!.caption).not.toContain("cut off");
});

test("readingCurves() says which epochs a mean over runs leaves out", async () => {
  const own = (run: string, values: readonly (number | null)[]) =>
    rowsOf(values, { run, group: "sixconv" });
  const [figure] = await readingCurves([...own("a", [1, 2]), ...own("b", [1, 2, 3, 4])], {
    id: "try",
  });
  expect(figure!.caption).toContain("Left out: epochs 2, 4, at which not all runs were asked.");
  expect(figure!.data).toHaveLength(6);
});

test("readingCurves() colours maps of numbers of many sizes on a logarithmic scale", async () => {
  const rows = Array.from({ length: 8 }, (_, index) =>
    rowsOf([10 ** -index, 2 * 10 ** -index], { layer: `conv${index}` }),
  ).flat();
  const formats = { sharpness: "percent" } as const;
  const [figure] = await readingCurves(rows, { id: "try", formats, logarithmic: ["sharpness"] });
  expect(figure!.caption).toContain("The colours are on a logarithmic scale.");
  expect(textsOf(figure!.svg)).toEqual(expect.arrayContaining(["200%", "0.1%", "0.00001%"]));
});

test("readingCurves() does not leave room for shares below 0", async () => {
  const formats = { sharpness: "percent" } as const;
  const rows = rowsOf([0.1, 0.2], { low: -0.5, high: 0.8 });
  const [figure] = await readingCurves(rows, { id: "try", formats });
  expect(textsOf(figure!.svg).some((text) => /^[−-]/.test(text))).toBe(false);
});
