import { expect, test } from "vitest";
import { countOf, textsOf } from "../../test/support/svg.ts";
import { differenceOf, type IntervalMethod } from "../core/differenceOf.ts";
import { type EpochDifference, groupDifference } from "./groupDifference.ts";

/** Differences at epochs 0, 1… of values by epoch and seed; seeds of b are counted from `firstOfB`. */
function differencesOf(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
  { firstOfB = 0, method = "t" }: { firstOfB?: number; method?: IntervalMethod } = {},
): EpochDifference[] {
  const bySeed = (values: readonly number[], first: number) =>
    new Map(values.map((value, index) => [first + index, value]));
  return a.map((own, epoch) => ({
    epoch,
    difference: differenceOf(bySeed(own, 0), bySeed(b[epoch]!, firstOfB), method),
  }));
}

const slow = [
  [0.1, 0.1],
  [0.5, 0.6],
  [0.8, 0.9],
];
const fast = [
  [0.1, 0.1],
  [0.8, 0.8],
  [0.9, 0.92],
];
const series = "B − A";

test("groupDifference() draws the mean, its band, a thin line a pair, and where no difference is", async () => {
  const { svg, csv, caption } = await groupDifference(differencesOf(slow, fast), { series });
  expect(countOf(svg, "[aria-label=line][stroke-width='0.8'] path")).toBe(2);
  expect(countOf(svg, "[aria-label=line][stroke-width='2'] path")).toBe(1);
  expect(countOf(svg, "[aria-label=area] path")).toBe(1);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining([
      "Mean of 2 pairs of seeds; band: 95% confidence interval",
      "difference in test accuracy (percentage points)",
      "no difference",
      "+20",
    ]),
  );
  expect(caption).toContain("(Student t)");
  expect(csv.split("\n")[1]).toBe("0,paired,0,0,0,0 1,0 0");
});

test("groupDifference() of groups without common seeds has no thin lines, and names the interval", async () => {
  const { svg, caption } = await groupDifference(differencesOf(slow, fast, { firstOfB: 5 }), {
    series,
  });
  expect(countOf(svg, "[aria-label=line][stroke-width='0.8'] path")).toBe(0);
  expect(textsOf(svg)).toContain(
    "Difference of the means of 2 and 2 seeds; band: 95% confidence interval",
  );
  expect(caption).toContain("(Welch)");
});

test("groupDifference() names the bootstrap where it made the band", async () => {
  const differences = differencesOf(slow, fast, { method: "bootstrap" });
  const { caption } = await groupDifference(differences, { series });
  expect(caption).toContain("(bootstrap)");
});

test("groupDifference() of one pair has no band", async () => {
  const single = (values: readonly (readonly number[])[]) => values.map(([own]) => [own!]);
  const { svg } = await groupDifference(differencesOf(single(slow), single(fast)), { series });
  expect(textsOf(svg)).toContain("One pair of seeds; no confidence interval");
});

test("groupDifference() marks the epochs at which a value is not finite", async () => {
  const broken = [fast[0]!, [Number.NaN, 0.8], [0.9, Number.POSITIVE_INFINITY]];
  const { svg, csv } = await groupDifference(differencesOf(slow, broken), { series });
  expect(countOf(svg, "[aria-label=vector] path")).toBe(2);
  expect(textsOf(svg)).toContain("NaN or infinite: epochs 1 to 2");
  expect(csv).toContain("1,paired,NaN,,,0 1,NaN ");
  expect(csv).toContain("2,paired,Infinity,,,0 1,");
});

test("groupDifference() of other metrics is in plain numbers, and can be drawn where nothing is finite", async () => {
  const nothing = slow.map((values) => values.map(() => Number.NaN));
  const { svg, title } = await groupDifference(differencesOf(slow, nothing), {
    series,
    metric: "train/loss",
    format: "number",
  });
  expect(title).toBe("Difference in train/loss over training");
  expect(textsOf(svg)).toEqual(expect.arrayContaining(["difference in train/loss", "0.5"]));
});
