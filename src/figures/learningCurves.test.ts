import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { learningCurves } from "./learningCurves.ts";
import type { EpochValue } from "./seedTraces.ts";

const run = (series: string, seed: number, values: readonly number[]): EpochValue[] =>
  values.map((value, epoch) => ({ series, seed, epoch, value }));

test("learningCurves() draws a mean, a band, and a thin line a seed", async () => {
  const { svg } = await learningCurves([
    ...run("lenet5", 0, [0.1, 0.8, 0.9]),
    ...run("lenet5", 1, [0.2, 0.7, 0.9]),
  ]);
  expect(countOf(svg, "[aria-label=line][stroke-width='0.8'] path")).toBe(2);
  expect(countOf(svg, "[aria-label=line][stroke-width='2'] path")).toBe(1);
  expect(countOf(svg, "[aria-label=area] path")).toBe(1);
  expect(countOf(svg, "[aria-label=vector] path")).toBe(0);
});

test("learningCurves() says on the axis what epoch 0 is", async () => {
  const { svg } = await learningCurves(run("mlp", 0, [0.1, 0.9]));
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["epoch (0: initialisation)", "0", "1"]));
  const later = run("mlp", 0, [0.1, 0.9, 0.9]).slice(1);
  expect(textsOf((await learningCurves(later)).svg)).toContain("epoch");
});

test("learningCurves() speaks of red ticks where there are any", async () => {
  const captionOf = async (values: readonly number[]) =>
    (await learningCurves(run("mlp", 0, values))).caption;
  expect(await captionOf([0.1, Number.NaN])).toContain("Red ticks");
  expect(await captionOf([0.1, 0.2])).not.toContain("Red ticks");
});

test("learningCurves() marks each epoch with a value that is not finite, and names seed and epochs", async () => {
  const { svg, csv } = await learningCurves([
    ...run("mlp", 0, [0.1, 0.2, 0.3, 0.4]),
    ...run("mlp", 1, [0.1, 0.2, Number.NaN, Number.POSITIVE_INFINITY]),
    ...run("mlp", 2, [0.1, 0.2, 0.3, Number.NaN]),
  ]);
  expect(countOf(svg, "[aria-label=vector] path")).toBe(2);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining([
      "NaN or infinite: mlp, seed 1, epochs 2 to 3",
      "NaN or infinite: mlp, seed 2, epoch 3",
    ]),
  );
  expect(csv).toContain("mlp,1,2,NaN\nmlp,1,3,Infinity\n");
});

test("learningCurves() takes no mean where a seed has no number", async () => {
  const whole = await learningCurves([...run("mlp", 0, [1, 2, 3]), ...run("mlp", 1, [1, 2, 3])]);
  const broken = await learningCurves([
    ...run("mlp", 0, [1, 2, 3]),
    ...run("mlp", 1, [1, 2, Number.NaN]),
  ]);
  const meanDots = "[aria-label=dot] circle";
  expect(countOf(broken.svg, meanDots)).toBe(countOf(whole.svg, meanDots) - 1);
});

test("learningCurves() can be drawn where every value is NaN", async () => {
  const { svg } = await learningCurves(run("mlp", 0, [Number.NaN, Number.NaN]));
  expect(countOf(svg, "[aria-label=vector] path")).toBe(2);
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["0%", "100%"]));
});

test("learningCurves() names another metric, in plain numbers, on a given range", async () => {
  const { svg, title } = await learningCurves(run("mlp", 0, [2.3, 1.1]), {
    metric: "training loss",
    format: "number",
    range: [0, 4],
  });
  expect(title).toBe("Training loss over training");
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["training loss", "0.0", "4.0"]));
});

test("learningCurves() joins epochs in their order, whatever order they come in", async () => {
  const values = run("mlp", 0, [0.1, 0.5, 0.4, 0.9]);
  const backwards = await learningCurves([...values].reverse());
  expect(backwards.svg).toBe((await learningCurves(values)).svg);
});

test("learningCurves() of more epochs than pixels draws fewer points, but each spike and each NaN", async () => {
  const epochs = 3000;
  const losses = Array.from({ length: epochs }, (_, epoch) => ((epoch * 7) % 11) / 11);
  const whole = await learningCurves(run("mlp", 0, losses), { format: "number" });
  const lengthOf = (svg: string) =>
    parseSvg(svg).querySelector("[stroke-width='0.8'] path")!.getAttribute("d")!.split("L").length;
  expect(lengthOf(whole.svg)).toBeLessThan(2 * 760);
  expect(whole.data).toHaveLength(epochs);

  losses[1234] = 50;
  losses[2345] = Number.NaN;
  const { svg } = await learningCurves(run("mlp", 0, losses), { format: "number" });
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(["50", "NaN or infinite: mlp, seed 0, epoch 2345"]),
  );
  expect(countOf(svg, "[aria-label=vector] path")).toBe(1);
});

test("learningCurves() names the bootstrap where it made the band, and keeps bands of fractions within 0 and 1", async () => {
  const values = [...run("mlp", 0, [0.1, 0.7]), ...run("mlp", 1, [0.1, 0.99])];
  const { svg, caption } = await learningCurves(values, { interval: "bootstrap" });
  expect(caption).toContain("(bootstrap)");
  expect((await learningCurves(values)).caption).toContain("(Student t)");
  expect(textsOf(svg)).not.toContain("120%");
  expect(textsOf((await learningCurves(values)).svg)).not.toContain("150%");
});

/** The paper's value of the second series, at an epoch that the curves do not reach. */
const mark = { series: "mlp", x: 4, y: 0.95, label: "paper: 95%" };
const curves = [...run("lenet5", 0, [0.1, 0.5, 0.6]), ...run("mlp", 0, [0.1, 0.3, 0.4])];

test("learningCurves() draws a single value as a hollow diamond in its series' colour, and names it", async () => {
  const { svg, caption } = await learningCurves(curves, { marks: [mark] });
  const line = parseSvg(svg).querySelectorAll("[aria-label=line][stroke-width='2']")[1]!;
  const hollow = `[aria-label=dot][fill=none][stroke='${line.getAttribute("stroke")}'] path`;
  // One in the chart, one beside its name.
  expect(countOf(svg, hollow)).toBe(2);
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["paper: 95%", "4"]));
  expect(caption).toContain("Hollow diamonds");
  expect((await learningCurves(curves)).caption).not.toContain("Hollow diamonds");
});

test("learningCurves() fits its axes to single values, where no number of a curve reaches", async () => {
  const frameTop = async (y: number) => {
    const { svg } = await learningCurves(curves, { marks: [{ ...mark, y }] });
    return textsOf(svg).filter((text) => text.endsWith("%") && !text.includes("paper"));
  };
  expect(await frameTop(0.95)).toContain("80%");
  expect(await frameTop(0.5)).not.toContain("80%");
});

test("learningCurves() writes single values into its data, with their names", async () => {
  const { data, csv } = await learningCurves(run("mlp", 0, [0.1]), { marks: [mark] });
  expect(data).toEqual([
    { series: "mlp", seed: 0, epoch: 0, value: 0.1, mark: null },
    { series: "mlp", seed: null, epoch: 4, value: 0.95, mark: "paper: 95%" },
  ]);
  expect(csv.startsWith("series,seed,epoch,value,mark\n")).toBe(true);
});

test("learningCurves() on a logarithmic scale says so, and has its ticks at round epochs", async () => {
  const values = run(
    "mlp",
    0,
    Array.from({ length: 131 }, (_, epoch) => epoch / 200),
  );
  const { svg } = await learningCurves(values, { xScale: "logarithmic" });
  const texts = textsOf(svg);
  expect(texts).toContain("epoch (0: initialisation), on a logarithmic scale");
  const numbers = texts.filter((text) => /^\d+$/.test(text)).map(Number);
  expect(numbers.sort((a, b) => a - b)).toEqual([0, 1, 2, 5, 10, 20, 50, 100, 130]);
});

test("learningCurves() on a logarithmic scale keeps ticks at epochs that are powers of two", async () => {
  const values = Array.from({ length: 14 }, (_, power) => ({
    series: "mlp",
    seed: 0,
    epoch: 2 ** power,
    value: power / 20,
  }));
  const texts = textsOf((await learningCurves(values, { xScale: "logarithmic" })).svg);
  expect(texts).toEqual(expect.arrayContaining(["8192", "4096", "64"]));
});

test("learningCurves() tells near ticks apart by more digits", async () => {
  const { svg } = await learningCurves(run("mlp", 0, [0.97, 0.973]));
  const ticks = textsOf(svg).filter((text) => text.endsWith("%"));
  expect(ticks).toContain("97.05%");
  expect(new Set(ticks).size).toBe(ticks.length);
});
