import fc from "fast-check";
import { expect, test } from "vitest";
import { kendallTau } from "./kendallTau.ts";

const things = Array.from({ length: 40 }, (_, i) => i);

/** From scipy.stats.kendalltau, by test/golden/makeAnswers.py: τ, and 1.96 deviations of chance. */
test.each([
  [
    "few ties",
    (i: number) => (7 * i) % 41,
    (i: number) => (i * i) % 37,
    [-0.04294560237956294, 0.21855960568229932],
  ],
  [
    "many ties",
    (i: number) => i % 4,
    (i: number) => (i * i + i) % 7,
    [0.02018589330757467, 0.2628948544744248],
  ],
  [
    "one with ties",
    (i: number) => i,
    (i: number) => Math.floor(i / 8),
    [0.9058216273156765, 0.23275398872242592],
  ],
  [
    "against each other",
    (i: number) => i % 7,
    (i: number) => -(i % 7) - Math.floor(i / 20),
    [-0.92309247916578, 0.2387760116717051],
  ],
] as const)("kendallTau() is that of scipy: %s", (_, a, b, [tau, reach]) => {
  const { value, ...rest } = kendallTau(things.map(a), things.map(b));
  expect(value).toBeCloseTo(tau, 12);
  const [low, high] = "chance" in rest ? rest.chance : [Number.NaN, Number.NaN];
  expect(high).toBeCloseTo(reach, 10);
  expect(low).toBe(-high);
});

test("kendallTau() of an order with itself is 1, with its reverse −1", () => {
  expect(kendallTau([3, 1, 2], [30, 10, 20]).value).toBe(1);
  expect(kendallTau([3, 1, 2], [-3, -1, -2]).value).toBe(-1);
  expect(kendallTau([1, 1, 2, 2], [5, 5, 6, 6]).value).toBe(1);
});

test("kendallTau() takes infinite ranks as last, and equal to each other", () => {
  const last = Number.POSITIVE_INFINITY;
  expect(kendallTau([0, 4, last, last], [1, 2, 9, 9]).value).toBe(1);
});

test("kendallTau() has no number where an order tells no two things apart", () => {
  const nothing = { value: null, reason: "one of the orders tells no two apart" };
  expect(kendallTau([2, 2, 2], [1, 2, 3])).toEqual(nothing);
  expect(kendallTau([1], [2])).toEqual(nothing);
  expect(kendallTau([], [])).toEqual(nothing);
});

test("kendallTau() is the count over all pairs", () => {
  const ranks = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
    minLength: 2,
    maxLength: 30,
  });
  fc.assert(
    fc.property(ranks, (pairs) => {
      let [difference, inFirst, inSecond] = [0, 0, 0];
      for (const [at, [a, b]] of pairs.entries()) {
        for (const [otherA, otherB] of pairs.slice(at + 1)) {
          const [first, second] = [Math.sign(a - otherA), Math.sign(b - otherB)];
          difference += first * second;
          inFirst += Math.abs(first);
          inSecond += Math.abs(second);
        }
      }
      const { value } = kendallTau(
        pairs.map(([a]) => a),
        pairs.map(([, b]) => b),
      );
      if (inFirst === 0 || inSecond === 0) expect(value).toBeNull();
      else expect(value).toBeCloseTo(difference / Math.sqrt(inFirst * inSecond), 12);
    }),
  );
});

test("kendallTau() refuses orders of different lengths, and NaN", () => {
  expect(() => kendallTau([1, 2], [1])).toThrow(
    "Cannot compare orders: they are of 2 and 1 things, needs the same",
  );
  expect(() => kendallTau([1, Number.NaN], [1, 2])).toThrow(
    "Cannot compare orders: rank 1 is NaN, needs a number",
  );
});
