import { expect, test } from "vitest";
import { estimateOf } from "../core/statistics.ts";
import { conclusionsTable, conclusionTexts } from "./conclusionsTable.ts";
import type { JudgedConclusion } from "./judgeConclusions.ts";

const claim = {
  id: "rises",
  statement: "it rises",
  where: "figure 1",
  quantity: "number",
  expected: { kind: "above", value: 0 },
  seeds: 3,
  measured: estimateOf([2, 2, 2]),
  verdict: "upheld",
  caveat: "",
  effect: "slope",
} as const;

const conclusion: JudgedConclusion = {
  title: "It rises and goes on",
  short: "it rises",
  where: "figure 1",
  verdict: "upheld",
  claims: [claim, { ...claim, id: "goes-on", effect: "late slope", measured: null }],
  meaning: ["It does.", "For long."],
};

test("conclusionsTable() has a row for each claim, and the verdict at the first", () => {
  const { caption, rows } = conclusionsTable([conclusion], 3);
  expect(caption).toBe(
    "Verdicts on the source's conclusions, with effect sizes over 3 seeds (±: 95% CI, Student t)",
  );
  expect(rows).toEqual([
    ["1. That it rises", "upheld", "slope", "2.00 ± 0.00", "above 0", "agrees"],
    ["", "", "late slope", "not measured", "above 0", "agrees"],
  ]);
});

test("conclusionTexts() says where the source has it, the verdict, and what it means", () => {
  expect(conclusionTexts([conclusion])).toEqual([
    "1. It rises and goes on (the source's figure 1): upheld. It does. For long.",
  ]);
});
