import type { CheckedClaim } from "./claim.ts";
import { type ConclusionVerdict, verdictOn } from "./verdictOn.ts";

/**
 * One of the conclusions of a source, and how it is judged.
 *
 * @source own design
 */
export interface SaidConclusion<Results> {
  /** The conclusion in one sentence. */
  readonly title: string;
  /** The same behind "that", in a few words. */
  readonly short: string;
  readonly where: string;
  /** What is measured, by claim. */
  readonly effects: Readonly<Record<string, string>>;
  /** What that means, as sentences. */
  readonly words: (results: Results, claims: readonly CheckedClaim[]) => string[];
}

/** A conclusion of a source, judged. */
export interface JudgedConclusion
  extends Pick<SaidConclusion<unknown>, "title" | "short" | "where"> {
  /** What it says in numbers, and each number's name. */
  readonly claims: readonly (CheckedClaim & { readonly effect: string })[];
  readonly verdict: ConclusionVerdict;
  /** Sentences on what that means. */
  readonly meaning: readonly string[];
}

/** Conclusions, each judged by those of a study's checked claims that it is made of. */
export function judgeConclusions<Results>(
  conclusions: readonly SaidConclusion<Results>[],
  results: Results,
  checked: readonly CheckedClaim[],
): JudgedConclusion[] {
  return conclusions.map(({ effects, words, ...said }) => {
    const claims = checked.flatMap((claim) => {
      const effect = effects[claim.id];
      return effect === undefined ? [] : [{ ...claim, effect }];
    });
    return { ...said, claims, verdict: verdictOn(claims), meaning: words(results, claims) };
  });
}
