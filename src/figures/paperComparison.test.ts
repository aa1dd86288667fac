import { expect, test } from "vitest";
import { countOf, parseSvg, textsOf } from "../../test/support/svg.ts";
import { estimateOf } from "../core/statistics.ts";
import { type ComparisonRow, paperComparison } from "./paperComparison.ts";

const rows: readonly ComparisonRow<"plain" | "shifted">[] = [
  {
    network: "lenet5",
    condition: "plain",
    paper: 0.97,
    tolerance: 0.05,
    measured: estimateOf([0.96, 0.97]),
  },
  {
    network: "lenet5",
    condition: "shifted",
    paper: 0.6,
    tolerance: 0.05,
    measured: estimateOf([0.54, 0.56]),
  },
  {
    network: "mlp",
    condition: "plain",
    paper: 0.93,
    tolerance: 0.05,
    measured: estimateOf([0.93, 0.94]),
  },
  {
    network: "mlp",
    condition: "shifted",
    paper: 0.41,
    tolerance: 0.05,
    measured: estimateOf([0.41, 0.42]),
  },
];

const conditions = { plain: "digits in place", shifted: "digits shifted" };

/** Elements of the chart alone: the legend shows each mark once more. */
const legend = { dots: 3, diamonds: 1, bands: 1 };

test("paperComparison() shows each value of the paper and each of ours, with interval and seeds", async () => {
  const { svg } = await paperComparison(rows, { conditions });
  expect(countOf(svg, "[aria-label=dot] path, [aria-label=dot] circle")).toBe(8 + legend.dots);
  expect(countOf(svg, "[aria-label=bar] rect")).toBe(4);
  expect(countOf(svg, "[aria-label=rule][stroke-width='3'] line")).toBe(4);
  expect(countOf(svg, "[aria-label=tick] line")).toBe(8);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining([
      "lenet5",
      "mlp",
      "55.0%",
      "96.5%",
      "paper 60%",
      "paper 41%",
      "−41.5 points",
    ]),
  );
});

test("paperComparison() tells conditions apart by shape, not by colour alone", async () => {
  const { svg } = await paperComparison(rows, { conditions });
  const shapes = new Set(
    [...parseSvg(svg).querySelectorAll("[aria-label=dot] path")].map((dot) =>
      dot.getAttribute("d"),
    ),
  );
  expect(shapes.size).toBeGreaterThanOrEqual(2);
});

test("paperComparison() draws no paper, no interval and no seeds where there are none", async () => {
  const { svg } = await paperComparison(
    rows.map((row) => ({
      ...row,
      paper: null,
      tolerance: null,
      measured: estimateOf([row.measured.mean]),
    })),
    { conditions },
  );
  expect(countOf(svg, "[aria-label=bar] rect, [aria-label=tick] line")).toBe(0);
  expect(countOf(svg, "[aria-label=rule][stroke-width='3'] line")).toBe(0);
  expect(textsOf(svg).join(" ")).not.toMatch(/paper \d|single seeds|the paper ±/);
});

test("paperComparison() keeps the labels of near values apart", async () => {
  const { svg } = await paperComparison(
    rows.slice(0, 2).map((row, at) => ({ ...row, measured: estimateOf([0.95 + 0.001 * at]) })),
    { conditions },
  );
  const [first, second] = ["95.0%", "95.1%"].map((label) => {
    const text = [...parseSvg(svg).querySelectorAll("text")].find(
      (each) => each.textContent === label,
    );
    return Number(text!.getAttribute("transform")!.match(/\(([^,]*),/)![1]);
  });
  expect(second! - first!).toBeGreaterThan(45);
});

test("paperComparison() says where a value is not a number", async () => {
  const { svg, data } = await paperComparison(
    [{ ...rows[1]!, measured: estimateOf([Number.NaN]) }],
    { conditions },
  );
  expect(textsOf(svg)).toContain("digits shifted: NaN");
  expect(data[0]).toMatchObject({ network: "lenet5", paper: 0.6, mean: "NaN" });
});

const table = [
  ["CNN1", 0.982, [0.981, 0.984]],
  ["LSTM", 0.494, [0.2, 0.7]],
] as const;
const single = table.map(([network, paper, values]) => ({
  network,
  condition: "test" as const,
  paper,
  tolerance: 0.05,
  measured: estimateOf(values),
}));

test("paperComparison() of one condition draws no arrow, and the paper's digits as it printed them", async () => {
  const { svg, data } = await paperComparison(single, { conditions: { test: "ours" } });
  expect(countOf(svg, "[aria-label=arrow] path")).toBe(0);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(["ours", "98.3%", "paper 98.2%", "45.0%", "paper 49.4%"]),
  );
  expect(data.map(({ network, condition }) => [network, condition])).toEqual([
    ["CNN1", "test"],
    ["LSTM", "test"],
  ]);
});

test("paperComparison() draws arrows from the first of two conditions, and none among three", async () => {
  const arrows = async (conditions: Readonly<Record<string, string>>) =>
    countOf((await paperComparison(rows, { conditions })).svg, "[aria-label=arrow] path");
  expect(await arrows(conditions)).toBe(2);
  expect(await arrows({ shifted: "digits shifted", plain: "digits in place" })).toBe(0);
  expect(await arrows({ ...conditions, turned: "digits turned" })).toBe(0);
});

test("paperComparison() names no tolerance where there is none", async () => {
  const bare = single.map((row) => ({ ...row, tolerance: null }));
  const { svg } = await paperComparison(bare, { conditions: { test: "ours" } });
  expect(textsOf(svg)).toContain("the paper");
  expect(textsOf(svg)).not.toContain("the paper ± tolerance");
});
