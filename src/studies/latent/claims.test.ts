import { expect, test } from "vitest";
import {
  type LatentBehaviour,
  likeSource,
  unlikeSource,
  usual,
} from "../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../test/support/madeUpLatent.ts";
import { checkClaims } from "../claim.ts";
import { latentClaims } from "./claims.ts";
import type { LatentResults } from "./results.ts";

const small = { pictureCount: 0, epochs: 2 } as const;

/** Verdicts by claim. */
function verdictsOf(results: LatentResults): Record<string, string> {
  const checked = checkClaims(latentClaims, results);
  return Object.fromEntries(checked.map(({ id, verdict }) => [id, verdict]));
}

/** What a claim finds. */
function measured(id: string, results: LatentResults) {
  return latentClaims.find((claim) => claim.id === id)!.measure(results);
}

/** Counts that do not depend on seeds, images or stages. */
function counting(count: LatentBehaviour["count"]): Partial<LatentBehaviour> {
  return { count };
}

test("latentClaims are comparisons, each with what a reader has to know", () => {
  for (const { id, expected, caveat, seeds } of latentClaims) {
    expect(expected.kind, id).not.toBe("near");
    expect(caveat, id).toMatch(/^[^.].+\.$/);
    expect(seeds).toBe(3);
  }
  expect(new Set(latentClaims.map(({ id }) => id)).size).toBe(latentClaims.length);
});

test("latentClaims are all upheld by networks like the source's", () => {
  for (const [id, verdict] of Object.entries(verdictsOf(madeUpLatent(small, likeSource)))) {
    expect(`${id} ${verdict}`).toBe(`${id} upheld`);
  }
});

test("latentClaims are all missed by networks that do the opposite", () => {
  for (const [id, verdict] of Object.entries(verdictsOf(madeUpLatent(small, unlikeSource)))) {
    expect(`${id} ${verdict}`).toBe(`${id} missed`);
  }
});

test("latentClaims are upheld in part by networks like the pilot's", () => {
  expect(verdictsOf(madeUpLatent(small))).toMatchObject({
    "first-layers-below-1-percent": "upheld",
    "grows-with-depth": "missed",
    "c3-above-c2": "upheld",
    "count-grows": "missed",
    "training-spreads": "upheld",
    "classes-spread": "upheld",
  });
});

test("latentClaims need three seeds", () => {
  const results = madeUpLatent({ ...small, seeds: [0, 1] }, likeSource);
  expect(new Set(Object.values(verdictsOf(results)))).toEqual(new Set(["undecided"]));
  expect(checkClaims(latentClaims, results)[0]!.caveat).toMatch(/^It needs 3 seeds, has 2\. /);
});

test("latentClaims compare nothing where one of the networks has not learned", () => {
  const idle = (row: string) =>
    madeUpLatent(small, {
      ...likeSource,
      accuracy: (own, seed, done) => (own === row ? 0.29 : usual.accuracy(own, seed, done)),
    });
  // It was at 29 % from the start.
  const [no2, no3, shuffled] = [idle("no2"), idle("no3"), idle("no1-shuffled")];
  for (const { id, measure } of latentClaims) {
    expect(measure(no2) === null, id).toBe(!id.startsWith("no3"));
    expect(measure(no3), id).toBeNull();
    // Nothing can be learned of shuffled labels.
    expect(measure(shuffled), id).not.toBeNull();
  }
});

test("latentClaims want every network to show it", () => {
  const no4 = counting((place) =>
    place.row === "no4" ? unlikeSource.count(place) : likeSource.count(place),
  );
  expect(verdictsOf(madeUpLatent(small, no4))).toMatchObject({
    "first-layers-below-1-percent": "missed",
    "grows-with-depth": "missed",
    "c3-above-c2": "missed",
    "no3-c6-above-c3": "upheld",
    "no3-every-step": "upheld",
    "classes-spread": "upheld",
  });
});

test("latentClaims tell growth from end to end from growth with every step", () => {
  const dip = counting((place) => {
    const count = likeSource.count(place)!;
    return place.layer === "c5" && place.done === 1 ? count / 4 : count;
  });
  expect(verdictsOf(madeUpLatent(small, dip))).toMatchObject({
    "no3-c6-above-c3": "upheld",
    "no3-every-step": "missed",
  });
});

test("latentClaims measure no limit that so few images could not come to", () => {
  const few = madeUpLatent({ ...small, sampleCount: 300, viewCount: 300 }, likeSource);
  // 299 of 32,768 is below 1 %.
  expect(measured("first-layers-below-1-percent", few)).toBeNull();
  expect(measured("grows-with-depth", few)).not.toBeNull();
});

test("latentClaims have no classes to compare without shuffled labels", () => {
  const results = madeUpLatent({ ...small, controls: "no" }, likeSource);
  expect(measured("classes-spread", results)).toBeNull();
  expect(measured("training-spreads", results)).not.toBeNull();
});

test("latentClaims measure nothing of dead layers", () => {
  const dead = madeUpLatent(
    small,
    counting((place) => (place.layer === "c6" ? null : likeSource.count(place))),
  );
  expect(measured("grows-with-depth", dead)).toBeNull();
  expect(measured("c3-above-c2", dead)).not.toBeNull();
});

test("latentClaims take counts and ratios as they are", () => {
  const flat = madeUpLatent(
    small,
    counting(({ done }) => (done === 1 ? 20 : 10)),
  );
  expect(measured("grows-with-depth", flat)!.mean).toBeGreaterThan(0);
  expect(measured("count-grows", flat)!.values).toEqual([0, 0, 0]);
  expect(measured("c3-above-c2", flat)!.values).toEqual([2, 2, 2]);
  expect(measured("no3-c6-above-c3", flat)!.values).toEqual([1, 1, 1]);
  expect(measured("training-spreads", flat)!.mean).toBeCloseTo(2, 12);
  // The largest is that of No. 2, which has half the dimensions.
  expect(measured("first-layers-below-1-percent", flat)!.values[0]).toBe(20 / 16_384);
});
