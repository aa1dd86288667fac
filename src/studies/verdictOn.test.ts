import { expect, test } from "vitest";
import { verdictOn } from "./verdictOn.ts";

test.each([
  [["upheld", "upheld"], "upheld"],
  [["upheld", "undecided"], "undecided"],
  [["undecided", "missed"], "not upheld"],
  [["upheld", "missed"], "not upheld"],
] as const)("verdictOn() claims that are %j is %s", (claims, verdict) => {
  expect(verdictOn(claims.map((own) => ({ verdict: own })))).toBe(verdict);
});
