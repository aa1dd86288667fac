import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { seriesStyle } from "./theme.ts";
import { type VariantRow, variantDots } from "./variantDots.ts";

const rows: readonly VariantRow[] = [
  {
    group: "recipe",
    name: "as told",
    detail: "rate 0.01, 100 epochs",
    accuracy: estimateOf([0.6, 0.66]),
    isBaseline: true,
  },
  { group: "data", name: "few answers", accuracy: estimateOf([0.45]), limit: limitOf(0.493) },
  { group: "recipe", name: "faster", detail: "rate 0.1", accuracy: estimateOf([1, 1]) },
];
const options = {
  reference: { value: 0.494, label: "the paper: 49.4%" },
  baseline: "the source's recipe",
};

function limitOf(value: number) {
  return { value, label: "answers that exist" };
}

/** The legend shows each mark once more. */
const legend = { dots: 2 };

test("variantDots() shows each variant with mean, interval and seeds, below the heading of its group", async () => {
  const { svg } = await variantDots(rows, options);
  const dots = "[aria-label=dot] path, [aria-label=dot] circle";
  expect(countOf(svg, dots)).toBe(3 + legend.dots);
  expect(countOf(svg, "[aria-label=rule][stroke-width='3'] line")).toBe(2);
  expect(countOf(svg, "[aria-label=tick]:not([stroke-width='3']) line")).toBe(4);
  const texts = textsOf(svg);
  expect(texts).toEqual(expect.arrayContaining(["63.0%", "45.0%", "100.0%", "rate 0.1"]));
  expect(heightOf(svg, "recipe")).toBeLessThan(heightOf(svg, "as told"));
  expect(heightOf(svg, "as told")).toBeLessThan(heightOf(svg, "faster"));
  expect(heightOf(svg, "faster")).toBeLessThan(heightOf(svg, "data"));
  expect(heightOf(svg, "data")).toBeLessThan(heightOf(svg, "few answers"));
});

test("variantDots() marks the row that the others are variants of by shading and shape", async () => {
  const { svg, caption } = await variantDots(rows, options);
  expect(countOf(svg, "[aria-label=bar] rect")).toBe(1);
  expect(countOf(svg, `[aria-label=dot][fill='${seriesStyle(1).colour}'] path`)).toBe(2);
  expect(textsOf(svg)).toContain("the source's recipe");
  expect(caption).toContain("the shaded one is the source's recipe");

  const others = await variantDots(rows.slice(1), options);
  expect(countOf(others.svg, "[aria-label=bar] rect")).toBe(0);
  expect(textsOf(others.svg)).not.toContain("the source's recipe");
  expect(others.caption).not.toContain("shaded");
});

test("variantDots() draws the reference, and limits with their reasons where there are any", async () => {
  const { svg, caption } = await variantDots(rows, options);
  expect(countOf(svg, "[aria-label=rule][stroke-dasharray='2 3'] line")).toBe(1);
  expect(countOf(svg, "[aria-label=tick][stroke-width='3'] line")).toBe(1);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(["the paper: 49.4%", "answers that exist", "the most it could reach"]),
  );
  expect(caption).toContain("short upright line");

  const free = await variantDots(rows.slice(0, 1), options);
  expect(textsOf(free.svg)).not.toContain("the most it could reach");
  expect(free.caption).not.toContain("short upright line");
});

test("variantDots() writes the reason of a limit on the side that has room", async () => {
  const anchorOf = async (value: number) => {
    const { svg } = await variantDots([{ ...rows[1]!, limit: limitOf(value) }], options);
    const reason = textNamed(svg, "answers that exist");
    return reason.closest("[text-anchor]")?.getAttribute("text-anchor");
  };
  expect(await anchorOf(0.1)).toBe("start");
  expect(await anchorOf(0.9)).toBe("end");
});

test("variantDots() keeps the reason of a limit off the line of the reference", async () => {
  const anchorOf = async (limit: number, reference: number) => {
    const { svg } = await variantDots([{ ...rows[1]!, limit: limitOf(limit) }], {
      ...options,
      reference: { value: reference, label: "the paper" },
    });
    const reason = textNamed(svg, "answers that exist");
    return reason.closest("[text-anchor]")?.getAttribute("text-anchor");
  };
  expect(await anchorOf(0.493, 0.494)).toBe("end");
  expect(await anchorOf(0.494, 0.493)).toBe("start");
  expect(await anchorOf(0.493, 0.6)).toBe("end");
  // At the left edge there is no other side.
  expect(await anchorOf(0.05, 0.06)).toBe("start");
});

test("variantDots() hands over group, name, limit and estimate of each row", async () => {
  const { data } = await variantDots(rows, options);
  expect(data[1]).toEqual({
    group: "data",
    name: "few answers",
    detail: "",
    baseline: "no",
    limit: 0.493,
    mean: 0.45,
    low: null,
    high: null,
    n: 1,
    values: "0.45",
  });
  expect(data.map(({ baseline }) => baseline)).toEqual(["yes", "no", "no"]);
});

test("variantDots() says where a mean is not a number", async () => {
  const { svg } = await variantDots([{ ...rows[2]!, accuracy: estimateOf([Number.NaN]) }], options);
  expect(textsOf(svg)).toContain("NaN");
  expect(countOf(svg, "[aria-label=dot] circle")).toBe(1);
});

function textNamed(svg: string, name: string): Element {
  return [...parseSvg(svg).querySelectorAll("text")].find(
    ({ textContent }) => textContent === name,
  )!;
}

/** From the top of the chart to the text, in pixels. */
function heightOf(svg: string, name: string): number {
  return Number(
    textNamed(svg, name)
      .getAttribute("transform")!
      .match(/,([^)]*)\)/)![1],
  );
}
