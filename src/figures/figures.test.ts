import { expect, test } from "vitest";
import { parseSvg, textsOf } from "../../test/support/svg.ts";
import { unpairedDifference } from "../core/differenceOf.ts";
import { estimateOf } from "../core/statistics.ts";
import { answerShares } from "./answerShares.ts";
import { classCounts } from "./classCounts.ts";
import { comparisonStrips } from "./comparisonStrips.ts";
import { consistency } from "./consistency.ts";
import { contactSheet } from "./contactSheet.ts";
import type { Figure, FigureText } from "./figure.ts";
import { filterDissimilarity } from "./filterDissimilarity.ts";
import { groupDifference } from "./groupDifference.ts";
import { imageRows } from "./imageRows.ts";
import { layerErrors } from "./layerErrors.ts";
import { learningCurves } from "./learningCurves.ts";
import { paperComparison } from "./paperComparison.ts";
import { shiftCurves } from "./shiftCurves.ts";
import { shiftedDigits } from "./shiftedDigits.ts";
import { shiftHeatmap } from "./shiftHeatmap.ts";
import { variantDots } from "./variantDots.ts";

/** What every figure promises, whatever it shows. The names are those that break careless writing of XML and CSV. */
const name = `A & B <"1",\n'2'>`;
const known = estimateOf([0.5, 0.6, 0.7]);
const unknown = estimateOf([Number.NaN]);
const image = { width: 2, height: 2, pixels: Uint8Array.of(0, 85, 170, 255) };

type Draw = (text: Partial<FigureText>) => Promise<Figure>;
const figures: readonly (readonly [string, Draw])[] = [
  [
    "paperComparison",
    (text) =>
      paperComparison(
        [
          { network: name, condition: "plain", paper: 0.9, tolerance: 0.05, measured: known },
          { network: name, condition: "shifted", paper: null, tolerance: null, measured: unknown },
        ],
        { ...text, conditions: { plain: name, shifted: "moved" } },
      ),
  ],
  [
    "shiftHeatmap",
    (text) =>
      shiftHeatmap(
        [
          { panel: name, dx: 0, dy: 0, accuracy: known },
          { panel: name, dx: 1, dy: 0, accuracy: unknown },
        ],
        text,
      ),
  ],
  [
    "shiftCurves",
    (text) =>
      shiftCurves(
        [
          { network: name, dx: 0, accuracy: known },
          { network: name, dx: 1, accuracy: unknown },
        ],
        { ...text, chance: 0.1 },
      ),
  ],
  [
    "consistency",
    (text) =>
      consistency(
        [
          { network: name, distance: 0, agreement: known },
          { network: name, distance: 1, agreement: unknown },
        ],
        text,
      ),
  ],
  [
    "layerErrors",
    (text) =>
      layerErrors(
        [
          { network: name, layer: "c1", error: known },
          { network: name, layer: name, error: unknown },
        ],
        text,
      ),
  ],
  [
    "learningCurves",
    (text) =>
      learningCurves(
        [
          { series: name, seed: 0, epoch: 0, value: 0.5 },
          { series: name, seed: 0, epoch: 1, value: Number.NaN },
        ],
        text,
      ),
  ],
  [
    "groupDifference",
    (text) =>
      groupDifference(
        [
          { epoch: 0, difference: unpairedDifference([0.1, 0.2], [0.3, 0.4]) },
          { epoch: 1, difference: unpairedDifference([0.1], [Number.NaN]) },
        ],
        { ...text, series: name },
      ),
  ],
  ["answerShares", (text) => answerShares([{ answer: 3, label: 2, dx: 0, share: known }], text)],
  [
    "shiftedDigits",
    (text) =>
      shiftedDigits(
        {
          ...image,
          data: "MNIST",
          index: 7,
          label: 4,
          cells: [{ dx: 0, dy: 0, predicted: 3, ...image }],
        },
        text,
      ),
  ],
  [
    "imageRows",
    (text) =>
      imageRows([{ label: name, detail: name, images: [{ ...image, description: name }] }], {
        ...text,
        headings: [name],
      }),
  ],
  [
    "variantDots",
    (text) =>
      variantDots(
        [
          { group: name, name, detail: name, accuracy: known, isBaseline: true },
          { group: name, name, accuracy: unknown, limit: { value: 0.9, label: name } },
        ],
        { ...text, reference: { value: 0.5, label: name }, baseline: name },
      ),
  ],
  [
    "filterDissimilarity",
    (text) => {
      const filter = { weights: [1, Number.NaN], channels: 1, height: 1, width: 2 };
      const panel = { name: "(a)", title: name, filters: [filter, filter] };
      return filterDissimilarity([{ ...panel, values: [0.5, Number.NaN] }], {
        ...text,
        domain: [0, 1],
      });
    },
  ],
  [
    "comparisonStrips",
    (text) =>
      comparisonStrips(
        [
          { panel: name, group: name, kind: "compared", values: [0.5, 0.7], estimate: known },
          { panel: name, group: "c", kind: "compared", values: [], estimate: unknown },
          { panel: name, group: `${name} 2`, kind: "null", values: [0.1, Number.NaN] },
        ],
        text,
      ),
  ],
  ["classCounts", (text) => classCounts([{ label: name, train: 3, test: 1 }], text)],
  ["contactSheet", (text) => contactSheet([{ ...image, label: name }], text)],
];

const words = { id: "some-id", title: `Title & ${name}`, caption: `Caption < ${name}` };

test.each(figures)("%s() gives well-formed SVG with a name and a description", async (_, draw) => {
  const { svg } = await draw(words);
  const root = parseSvg(svg).documentElement;
  const named = root.getAttribute("aria-labelledby")!.split(" ");
  expect(root.getAttribute("role")).toBe("img");
  expect(named.map((id) => root.querySelector(`#${id}`)?.textContent)).toEqual([
    words.title,
    words.caption,
  ]);
});

test.each(figures)(
  "%s() writes its title as real text, with a font of its own",
  async (_, draw) => {
    const { svg } = await draw({ ...words, title: "A short title", subtitle: "Five seeds" });
    expect(textsOf(svg).slice(0, 2)).toEqual(["A short title", "Five seeds"]);
    expect(parseSvg(svg).documentElement.getAttribute("font-family")).toContain("sans-serif");
  },
);

test.each(figures)("%s() shows its size in a view box, and nothing at NaN", async (_, draw) => {
  const { svg } = await draw(words);
  const root = parseSvg(svg).documentElement;
  const [width, height] = ["width", "height"].map((side) => root.getAttribute(side));
  expect(root.getAttribute("viewBox")).toBe(`0 0 ${width} ${height}`);
  const geometry = ["x", "y", "d", "r", "x1", "x2", "y1", "y2", "width", "height", "transform"];
  for (const element of root.querySelectorAll("*")) {
    for (const attribute of geometry) {
      expect(element.getAttribute(attribute) ?? "").not.toMatch(/NaN|undefined|Infinity/);
    }
  }
});

test.each(figures)("%s() keeps its ids and styles to itself", async (_, draw) => {
  const { svg } = await draw(words);
  const root = parseSvg(svg).documentElement;
  const ids = [root, ...root.querySelectorAll("[id]")].map(({ id }) => id);
  expect(ids.every((id) => id === "some-id" || id.startsWith("some-id-"))).toBe(true);
  const selectors = [...root.querySelectorAll("style")]
    .flatMap((style) =>
      (style.textContent ?? "").replace(/^@media[^{]*\{/, "").match(/[^{}]+(?=\{)/g),
    )
    .filter((selector) => selector !== null);
  expect(selectors.length).toBeGreaterThan(0);
  expect(selectors.every((selector) => selector.startsWith("#some-id"))).toBe(true);
});

test.each(figures)("%s() asks nothing of the network", async (_, draw) => {
  const { svg } = await draw(words);
  const addresses = [...parseSvg(svg).querySelectorAll("[href]")].map((element) =>
    element.getAttribute("href"),
  );
  expect(addresses.every((address) => address?.startsWith("data:image/png;base64,"))).toBe(true);
  expect(svg).not.toMatch(/url\(|@import|<script/);
});

test.each(figures)("%s() hands over its data, as CSV and ready for JSON", async (_, draw) => {
  const { data, csv } = await draw(words);
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  expect(csv.startsWith(`${Object.keys(data[0]!).join(",")}\n`)).toBe(true);
  expect(data.every((row) => Object.keys(row).join() === Object.keys(data[0]!).join())).toBe(true);
});

test.each(figures)("%s() draws the same picture again", async (_, draw) => {
  expect(await draw(words)).toEqual(await draw(words));
});

test.each(figures)("%s() has words of its own", async (_, draw) => {
  const { id, title, caption } = await draw({});
  expect(id).toMatch(/^[a-z0-9-]+$/);
  expect(title).not.toBe("");
  expect(caption).toMatch(/\.$/);
});

test.each<[string, () => Promise<Figure>]>([
  ["paper-comparison", () => paperComparison([], { conditions: {} })],
  ["shift-heatmap", () => shiftHeatmap([])],
  ["shift-curves", () => shiftCurves([])],
  ["consistency", () => consistency([])],
  ["layer-errors", () => layerErrors([])],
  ["learning-curves", () => learningCurves([])],
  ["group-difference", () => groupDifference([], { series: "B − A" })],
  ["filter-dissimilarity", () => filterDissimilarity([], { domain: [0, 1] })],
  ["comparison-strips", () => comparisonStrips([])],
  ["answer-shares", () => answerShares([])],
  [
    "shifted-digits-7",
    () => shiftedDigits({ ...image, data: "MNIST", index: 7, label: 4, cells: [] }),
  ],
  ["contact-sheet", () => contactSheet([])],
  [
    "variant-dots",
    () => variantDots([], { reference: { value: 0.5, label: "the paper" }, baseline: "ours" }),
  ],
])("%s refuses to be drawn without data", async (id, draw) => {
  await expect(draw()).rejects.toThrow(
    new RangeError(`Cannot draw the figure "${id}": 0 rows of data, needs at least 1`),
  );
});
