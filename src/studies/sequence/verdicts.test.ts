import { expect, test } from "vitest";
import {
  likeSource,
  madeUpSequence,
  type SequenceBehaviour,
  unlikeSource,
} from "../../../test/support/madeUpSequence.ts";
import { mnistSummary } from "../../../test/support/madeUpTranslation.ts";
import { sequenceClaims } from "./claims.ts";
import { verdictsOf } from "./verdicts.ts";

const small = { experiments: "no" } as const;

const verdicts = (behaviour: Partial<SequenceBehaviour>, dataset = mnistSummary) =>
  verdictsOf(madeUpSequence(small, behaviour), dataset).map(({ verdict }) => verdict);

test("verdictsOf() judges three conclusions by all claims that are not about table 2", () => {
  const conclusions = verdictsOf(madeUpSequence(small), mnistSummary);
  expect(conclusions.map(({ claims }) => claims.length)).toEqual([2, 4, 2]);
  const ids = conclusions.flatMap(({ claims }) => claims.map(({ id }) => id));
  expect(ids).toEqual(sequenceClaims.slice(4).map(({ id }) => id));
});

test("verdictsOf() upholds what networks like the source's show, and not what others show", () => {
  expect(verdicts(likeSource)).toEqual(["upheld", "upheld", "upheld"]);
  expect(verdicts(unlikeSource)).toEqual(["not upheld", "not upheld", "not upheld"]);
});

test("verdictsOf() decides nothing with one seed, or where nothing was learned", () => {
  const one = verdictsOf(madeUpSequence({ ...small, seeds: [0] }, likeSource), mnistSummary);
  expect(one.map(({ verdict }) => verdict)).toEqual(["undecided", "undecided", "undecided"]);
  const open = ["undecided", "undecided", "undecided"];
  expect(verdicts({ ...likeSource, accuracy: () => 0.1 })).toEqual(open);
});

test("verdictsOf() lets other data decide, for all that is judged is a comparison", () => {
  const other = { ...mnistSummary, sha256: "another" };
  expect(verdicts(likeSource, other)).toEqual(["upheld", "upheld", "upheld"]);
});
