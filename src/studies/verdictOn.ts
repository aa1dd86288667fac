import type { CheckedClaim } from "./claim.ts";

/** `not upheld` where one of the claims is missed, `upheld` where all are upheld, else `undecided`. */
export type ConclusionVerdict = "upheld" | "not upheld" | "undecided";

/**
 * The verdict on a conclusion that is made of these claims.
 *
 * @source own design
 */
export function verdictOn(claims: readonly Pick<CheckedClaim, "verdict">[]): ConclusionVerdict {
  const verdicts = claims.map(({ verdict }) => verdict);
  if (verdicts.includes("missed")) return "not upheld";
  return verdicts.every((verdict) => verdict === "upheld") ? "upheld" : "undecided";
}
