import fc from "fast-check";
import { expect, test } from "vitest";
import { type Estimate, estimateOf } from "../core/statistics.ts";
import { type Claim, checkClaims, type Expectation, verdictOf } from "./claim.ts";

const near: Expectation = { kind: "near", value: 0.6, tolerance: 0.05 };
const above: Expectation = { kind: "above", value: 0.5 };
const below: Expectation = { kind: "below", value: 0.5 };

/** A mean of three values with its interval. */
function between(low: number, high: number): Estimate {
  const mean = (low + high) / 2;
  return { mean, low, high, n: 3, values: [mean, mean, mean] };
}

test.each([
  [0.56, "upheld"],
  [0.64, "upheld"],
  [0.54, "missed"],
  [0.66, "missed"],
] as const)("verdictOf() near 0.6 within 0.05: %d is %s", (value, verdict) => {
  expect(verdictOf(near, estimateOf([value]))).toBe(verdict);
});

test("verdictOf() near goes by the mean, however wide its interval", () => {
  expect(verdictOf(near, estimateOf([0.3, 0.9]))).toBe("upheld");
  expect(verdictOf(near, estimateOf([0.66, 0.66]))).toBe("missed");
});

test.each([
  [between(0.51, 0.7), "upheld", "missed"],
  [between(0.3, 0.49), "missed", "upheld"],
  [between(0.4, 0.7), "undecided", "undecided"],
  [between(0.5, 0.7), "undecided", "missed"],
  [between(0.3, 0.5), "missed", "undecided"],
] as const)("verdictOf() above or below asks the whole interval: %j", (measured, over, under) => {
  expect(verdictOf(above, measured)).toBe(over);
  expect(verdictOf(below, measured)).toBe(under);
});

test.each([0.49, 0.5, 0.51])("verdictOf() lets one seed decide no comparison: %d", (value) => {
  expect(verdictOf(above, estimateOf([value]))).toBe("undecided");
  expect(verdictOf(below, estimateOf([value]))).toBe("undecided");
});

test("verdictOf() leaves undecided what was not measured or is no number", () => {
  for (const expected of [near, above, below]) {
    expect(verdictOf(expected, null)).toBe("undecided");
    expect(verdictOf(expected, estimateOf([Number.NaN]))).toBe("undecided");
    expect(verdictOf(expected, estimateOf([0.9, Number.POSITIVE_INFINITY]))).toBe("undecided");
  }
});

test("verdictOf() never upholds a limit from both sides", () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(shares, (values) => {
      const verdicts = [above, below].map((expected) => verdictOf(expected, estimateOf(values)));
      expect(verdicts.filter((verdict) => verdict === "upheld").length).toBeLessThanOrEqual(1);
    }),
  );
});

test("checkClaims() measures every claim and keeps what it says", () => {
  const claim: Claim<{ readonly accuracies: readonly number[] }> = {
    id: "high",
    statement: "It is above one half",
    where: "table 1",
    quantity: "share",
    expected: above,
    measure: ({ accuracies }) => estimateOf(accuracies),
    caveat: "One of many.",
  };
  const unknown = { ...claim, id: "unknown", measure: () => null };
  const { measure: _, ...said } = claim;
  expect(checkClaims([claim, unknown], { accuracies: [0.75, 0.76] })).toEqual([
    { ...said, seeds: 1, measured: estimateOf([0.75, 0.76]), verdict: "upheld" },
    { ...said, id: "unknown", seeds: 1, measured: null, verdict: "undecided" },
  ]);
});

test.each([
  [near, [0.6, 0.61], "undecided", "It needs 3 seeds, has 2. One of many."],
  [above, [0.8, 0.81], "undecided", "It needs 3 seeds, has 2. One of many."],
  [near, [0.6, 0.61, 0.62], "upheld", "One of many."],
  [above, [0.2, 0.21, 0.22, 0.23], "missed", "One of many."],
] as const)(
  "checkClaims() lets fewer seeds than a claim needs decide nothing: %j %j",
  (expected, values, verdict, caveat) => {
    const claim: Claim<object> = {
      id: "a",
      statement: "It is so",
      where: "table 1",
      quantity: "share",
      expected,
      seeds: 3,
      measure: () => estimateOf(values),
      caveat: "One of many.",
    };
    expect(checkClaims([claim], {})).toMatchObject([{ seeds: 3, verdict, caveat }]);
    const [elsewhere] = checkClaims([claim], {}, "Other data.");
    expect(elsewhere!.caveat).toBe(`Other data. ${caveat}`);
  },
);

test("checkClaims() does not ask for more seeds where nothing was measured", () => {
  const claim: Claim<object> = {
    id: "a",
    statement: "It is so",
    where: "table 1",
    quantity: "share",
    expected: near,
    seeds: 3,
    measure: () => null,
    caveat: "",
  };
  expect(checkClaims([claim], {})).toMatchObject([{ verdict: "undecided", caveat: "" }]);
});
