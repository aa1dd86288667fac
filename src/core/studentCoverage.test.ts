import fc from "fast-check";
import { expect, test } from "vitest";
import { studentCoverage } from "./studentCoverage.ts";

function coverageAt(t: number, degrees: number): number {
  return studentCoverage(Math.atan(t / Math.sqrt(degrees)), degrees);
}

/** From test/golden/makeStatistics.py. */
test.each([
  [0.5, 1, 0.2951672353008664],
  [2.5, 3.7, 0.9281779770881733],
  [1.1, 7.25, 0.6934897809856143],
  [63.6567, 1, 0.9899999935346788],
  [0.001, 2.5, 0.0007236172792151052],
  [2, 250.5, 0.9534200579907385],
  [30, 1.3, 0.9916718522510416],
  [5, 12.6, 0.9997330603093589],
])("studentCoverage() agrees with SciPy at t = %d and %d degrees", (t, degrees, known) => {
  expect(coverageAt(t, degrees)).toBeCloseTo(known, 14);
});

test("studentCoverage() is the arc tangent at one degree, and algebraic at two", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (t) => {
      expect(coverageAt(t, 1)).toBeCloseTo((2 / Math.PI) * Math.atan(t), 13);
      expect(coverageAt(t, 2)).toBeCloseTo(t / Math.sqrt(2 + t ** 2), 13);
    }),
  );
});

test("studentCoverage() grows with t and with degrees", () => {
  const ts = [0.1, 0.9, 1, 1.1, 5, 50].map((t) => coverageAt(t, 3.3));
  const byDegrees = [1, 1.5, 2, 50, 150, 1000].map((degrees) => coverageAt(2, degrees));
  expect(ts).toEqual([...ts].sort((a, b) => a - b));
  expect(byDegrees).toEqual([...byDegrees].sort((a, b) => a - b));
});
