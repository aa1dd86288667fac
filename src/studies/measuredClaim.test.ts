import { expect, test } from "vitest";
import { estimateOf } from "../core/statistics.ts";
import type { CheckedClaim } from "./claim.ts";
import { measuredOf, measuredText, say } from "./measuredClaim.ts";

const claim: CheckedClaim = {
  id: "faster",
  statement: "It is faster",
  where: "section 2",
  quantity: "number",
  expected: { kind: "above", value: 1 },
  seeds: 1,
  measured: estimateOf([1.5]),
  verdict: "undecided",
  caveat: "",
};

test("measuredOf() finds a claim that was measured", () => {
  expect(measuredOf([claim], "faster")).toEqual(claim);
  expect(measuredOf([claim], "slower")).toBe(undefined);
  expect(measuredOf([{ ...claim, measured: null }], "faster")).toBe(undefined);
});

test("say() goes by the verdict", () => {
  const words = { upheld: "yes", missed: "no", undecided: "open" };
  expect(say(claim, words)).toBe("open");
  expect(say({ ...claim, verdict: "missed" }, words)).toBe("no");
});

test("measuredText() writes the number as its quantity is written", () => {
  expect(measuredText(measuredOf([claim], "faster")!)).toBe("1.50");
  expect(measuredText({ ...measuredOf([claim], "faster")!, quantity: "share" })).toBe("150.0%");
});
