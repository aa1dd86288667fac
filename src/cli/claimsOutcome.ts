import type { CheckedClaim, Verdict } from "../studies/claim.ts";
import { claimTextOf, intervalKey } from "../studies/claimText.ts";
import type { Outcome } from "./command.ts";
import { textTable } from "./textTable.ts";

const columns = ["claim", "paper", "measured", "n", "needed", "verdict", "caveat"];

export interface ClaimsOutcomeOptions {
  readonly title: string;
  /** What was measured on. */
  readonly data: string;
  readonly folder: string;
  readonly claims: readonly CheckedClaim[];
  /** What programs are told besides. */
  readonly json: object;
}

/** Claims beside what was measured; one that was missed makes the exit code 3. */
export function claimsOutcome({
  title,
  data,
  folder,
  claims,
  json,
}: ClaimsOutcomeOptions): Outcome {
  const count = (wanted: Verdict) => claims.filter(({ verdict }) => verdict === wanted).length;
  const missed = count("missed");
  return {
    json: { ...json, missed, claims },
    text: [
      title,
      data,
      "",
      claimsTable(claims),
      "",
      `${count("upheld")} of ${claims.length} ${claims.length === 1 ? "claim" : "claims"} upheld, ${missed} missed, ${count("undecided")} undecided; from ${folder}`,
    ].join("\n"),
    exitCode: missed > 0 ? 3 : 0,
  };
}

/** The claims as a table, and what its columns mean. */
export function claimsTable(claims: readonly CheckedClaim[]): string {
  const rows = claims
    .map((claim) => claimTextOf(claim))
    .map((text) => [
      text.claim,
      text.paper,
      text.measured,
      text.n,
      text.needed,
      text.verdict,
      text.caveat,
    ]);
  const key = intervalKey(claims.map(({ measured }) => measured));
  return `${textTable({ columns, rows })}\nn: seeds, and how many a claim needs; ${key}`;
}
