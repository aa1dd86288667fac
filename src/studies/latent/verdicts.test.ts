import { expect, test } from "vitest";
import {
  type LatentBehaviour,
  likeSource,
  unlikeSource,
} from "../../../test/support/latentBehaviours.ts";
import { cifarSummary, madeUpLatent } from "../../../test/support/madeUpLatent.ts";
import { latentClaims } from "./claims.ts";
import { verdictsOf } from "./verdicts.ts";

const given = { pictureCount: 0, epochs: 1 } as const;

const judged = (behaviour: Partial<LatentBehaviour>, more = {}, dataset = cifarSummary) =>
  verdictsOf(madeUpLatent({ ...given, ...more }, behaviour), dataset);

const verdicts = (...options: Parameters<typeof judged>) =>
  judged(...options).map(({ verdict }) => verdict);

test("verdictsOf() judges six conclusions by all claims, each once", () => {
  const conclusions = judged({});
  expect(conclusions.map(({ claims }) => claims.length)).toEqual([1, 2, 1, 2, 1, 3]);
  const ids = conclusions.flatMap(({ claims }) => claims.map(({ id }) => id));
  expect(ids).toEqual(latentClaims.map(({ id }) => id));
});

test("verdictsOf() upholds what networks like the source's show, and not what others show", () => {
  expect(new Set(verdicts(likeSource))).toEqual(new Set(["upheld"]));
  expect(new Set(verdicts(unlikeSource))).toEqual(new Set(["not upheld"]));
});

test("verdictsOf() decides nothing with two seeds, or where nothing was learned", () => {
  const open = new Set(["undecided"]);
  expect(new Set(verdicts(likeSource, { seeds: [0, 1] }))).toEqual(open);
  expect(new Set(verdicts({ ...likeSource, accuracy: () => 0.1 }))).toEqual(open);
});

test("verdictsOf() leaves open whether classes have a part in it, without shuffled labels", () => {
  expect(verdicts(likeSource, { controls: "no" })).toEqual([
    ...new Array(5).fill("upheld"),
    "undecided",
  ]);
});

test("verdictsOf() lets other data decide, for all that is judged is a comparison", () => {
  const other = { ...cifarSummary, name: "cifar-10-jpeg-32" };
  expect(new Set(verdicts(likeSource, {}, other))).toEqual(new Set(["upheld"]));
});

test("verdictsOf() leaves open what another number of images decides otherwise, and says so", () => {
  const conclusions = judged({
    count: (place) =>
      place.images < 5000 && place.layer === "c3"
        ? likeSource.count(place)! / 3
        : likeSource.count(place),
  });
  expect(conclusions.map(({ verdict }) => verdict)).toEqual([
    "upheld",
    "upheld",
    "undecided",
    ...["upheld", "upheld", "upheld"],
  ]);
  const { doubt, meaning, claims } = conclusions[2]!;
  expect(claims.map(({ verdict }) => verdict)).toEqual(["upheld"]);
  expect(doubt).toMatch(/^With 1,000 images it does not hold /);
  expect(meaning.at(-1)).toBe(doubt);
  expect(conclusions[0]!.doubt).toBe("");
});

test("verdictsOf() leaves open what another number of channels decides otherwise, and says so", () => {
  // 1 % of c1 of No. 2 is 163.84, of which more channels would have more.
  const [first, growth] = judged({ ...likeSource, count: ({ done }) => (done === 1 ? 200 : 8) });
  expect(first!.claims.map(({ verdict }) => verdict)).toEqual(["missed"]);
  expect(first!.verdict).toBe("undecided");
  expect(first!.doubt).toMatch(/^So it depends on the number of channels, /);
  expect(first!.meaning.at(-1)).toBe(first!.doubt);
  expect(growth!.doubt).toBe("");
});
