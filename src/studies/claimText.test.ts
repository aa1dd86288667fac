import { expect, test } from "vitest";
import { estimateOf } from "../core/statistics.ts";
import type { CheckedClaim } from "./claim.ts";
import { claimTextOf, estimateText, expectationText } from "./claimText.ts";

const claim: CheckedClaim = {
  id: "plain",
  statement: "It recognises 97% of the digits",
  where: "table 1",
  quantity: "share",
  expected: { kind: "near", value: 0.97, tolerance: 0.05 },
  seeds: 2,
  measured: estimateOf([0.94, 0.96]),
  verdict: "upheld",
  caveat: "One of many.",
};

test("claimTextOf() sets the source's number beside the mean and its interval", () => {
  expect(claimTextOf(claim)).toEqual({
    id: "plain",
    claim: "It recognises 97% of the digits (table 1)",
    paper: "97% ± 5 points",
    measured: "95.0% ± 12.7%", // t(1) · 0.01 = 12.706 · 0.01
    n: 2,
    needed: 2,
    verdict: "upheld",
    caveat: "One of many.",
  });
});

test("claimTextOf() says where nothing was measured", () => {
  const text = claimTextOf({ ...claim, measured: null, verdict: "undecided" });
  expect([text.measured, text.n, text.verdict]).toEqual(["not measured", 0, "undecided"]);
});

test("estimateText() gives both ends of an interval of the bootstrap, and says what it is", () => {
  const estimate = {
    ...estimateOf([0.4, 0.6]),
    low: 0.41,
    high: 0.6,
    interval: "bootstrap",
  } as const;
  expect(estimateText(estimate)).toBe("50.0% (41.0% to 60.0%, bootstrap)");
  expect(estimateText(estimate, "difference")).toBe("+50.0 points (+41.0 to +60.0, bootstrap)");
});

test("expectationText() tells limits from values", () => {
  expect(expectationText({ kind: "above", value: 0.5 })).toBe("above 50%");
  expect(expectationText({ kind: "below", value: 0 })).toBe("below 0%");
  expect(expectationText({ kind: "above", value: 0 }, "difference")).toBe("above 0 points");
  const near = { kind: "near", value: 0, tolerance: 0.02 } as const;
  expect(expectationText(near, "difference")).toBe("0 ± 2 points");
});

test("expectationText() shows all digits of a claim", () => {
  const near = { kind: "near", value: 0.9345, tolerance: 0.005 } as const;
  expect(expectationText(near)).toBe("93.45% ± 0.5 points");
  expect(expectationText({ kind: "above", value: 0.29 })).toBe("above 29%");
  expect(expectationText({ kind: "below", value: -0.001 }, "difference")).toBe("below −0.1 points");
});

test("estimateText() gives one seed no interval, and a difference points and a sign", () => {
  expect(estimateText(estimateOf([0.5]))).toBe("50.0%");
  expect(estimateText(estimateOf([0.123]), "difference")).toBe("+12.3 points");
  // t(1) · 0.001 = 12.706 · 0.001
  expect(estimateText(estimateOf([-0.051, -0.049]), "difference")).toBe("−5.0 ± 1.3 points");
});

test("estimateText() writes a number with two or three digits that count, without a unit", () => {
  // t(1) · 0.01 = 12.706 · 0.01
  expect(estimateText(estimateOf([1.01, 1.03]), "number")).toBe("1.02 ± 0.13");
  expect(estimateText(estimateOf([-0.0312, -0.0308]), "number")).toBe("−0.031 ± 0.003");
  expect(estimateText(estimateOf([12.34]), "number")).toBe("12.3");
  expect(estimateText(estimateOf([0.1, 0.3]), "number")).toBe("0.20 ± 1.27");
  expect(estimateText(estimateOf([Number.NaN]), "number")).toBe("NaN");
  const estimate = { ...estimateOf([1, 2]), low: 1, high: 2, interval: "bootstrap" } as const;
  expect(estimateText(estimate, "number")).toBe("1.50 (1.00 to 2.00, bootstrap)");
});

test("estimateText() writes a small share with as many digits as it takes", () => {
  // t(1) · 0.00001 = 12.706 · 0.00001
  expect(estimateText(estimateOf([0.00419, 0.00421]), "small share")).toBe("0.420% ± 0.013%");
  expect(estimateText(estimateOf([0.2]), "small share")).toBe("20.0%");
});

test("expectationText() writes a small share as a percentage", () => {
  expect(expectationText({ kind: "below", value: 0.01 }, "small share")).toBe("below 1%");
});

test("expectationText() writes a number as it is", () => {
  expect(expectationText({ kind: "above", value: 0.5 }, "number")).toBe("above 0.5");
  expect(expectationText({ kind: "below", value: -0.05 }, "number")).toBe("below −0.05");
  const near = { kind: "near", value: 1, tolerance: 0.1 } as const;
  expect(expectationText(near, "number")).toBe("1 ± 0.1");
});
