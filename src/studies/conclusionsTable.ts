import type { ReportTable } from "../figures/reportTable.ts";
import { claimTextOf, intervalKey } from "./claimText.ts";
import type { JudgedConclusion } from "./judgeConclusions.ts";
import { countOf } from "./words.ts";
import { reportClaim } from "./writeReport.ts";

/**
 * One paragraph a conclusion.
 *
 * @source own design
 */
export function conclusionTexts(conclusions: readonly JudgedConclusion[]): string[] {
  return conclusions.map(
    ({ title, where, verdict, meaning }, at) =>
      `${at + 1}. ${title} (the source's ${where}): ${verdict}. ${meaning.join(" ")}`,
  );
}

/** One row a claim; conclusion and verdict stand at the first. */
export function conclusionsTable(
  conclusions: readonly JudgedConclusion[],
  seeds: number,
): ReportTable {
  const measured = conclusions.flatMap(({ claims }) => claims.map((claim) => claim.measured));
  return {
    caption: `Verdicts on the source's conclusions, with effect sizes over ${countOf(seeds, "seed")} (${intervalKey(measured)})`,
    columns: ["conclusion", "verdict", "evidence", "effect size", "needed", "claim"],
    align: ["left", "left", "left", "right", "right", "left"],
    rows: conclusions.flatMap(({ short, verdict, claims }, number) =>
      claims.map((claim, at) => {
        const { measured, paper, verdict: word } = reportClaim(claimTextOf(claim));
        const head = at === 0 ? [`${number + 1}. That ${short}`, verdict] : ["", ""];
        return [...head, claim.effect, measured, paper, word];
      }),
    ),
  };
}
