import { describe, expect, test } from "vitest";
import { betaSample } from "./betaSample.ts";
import { makeStream } from "./random.ts";

const stream = makeStream(7, "beta");

function sampleOf(alpha: number, beta: number, count: number): number[] {
  return Array.from({ length: count }, (_, step) =>
    betaSample((index) => stream.uniform(step, index), alpha, beta),
  );
}

describe("betaSample()", () => {
  test.each([
    [1, 1],
    [0.2, 0.2],
    [0.5, 2],
    [3, 1.5],
    [40, 40],
  ])("of Beta(%d, %d) has its mean, variance and third moment", (alpha, beta) => {
    const count = 20_000;
    const sample = sampleOf(alpha, beta, count);
    // E x^k of a Beta number, and the standard error of its estimate, by k.
    for (const power of [1, 2, 3]) {
      const expected = moment(alpha, beta, power);
      const error = Math.sqrt((moment(alpha, beta, 2 * power) - expected ** 2) / count);
      const found = sample.reduce((sum, x) => sum + x ** power, 0) / count;
      expect(Math.abs(found - expected), `moment ${power}`).toBeLessThan(4 * error);
    }
  });

  test("lies near 0 or 1 where alpha is small, and is a number where Gamma numbers vanish", () => {
    const sample = sampleOf(1e-6, 1e-6, 1000);
    expect(sample.every((x) => x === 0 || x === 1 || (x > 0 && x < 1))).toBe(true);
    const ones = sample.filter((x) => x > 0.5).length;
    expect(ones).toBeGreaterThan(430);
    expect(ones).toBeLessThan(570);
  });

  test.each([1e-300, 1e300])("is a number for alpha = beta = %d", (alpha) => {
    const sample = sampleOf(alpha, alpha, 100);
    expect(sample.every((x) => x >= 0 && x <= 1)).toBe(true);
  });

  test.each([
    [0, 1],
    [1e-301, 1],
    [1, Number.NaN],
    [Number.POSITIVE_INFINITY, 1],
  ])("refuses alpha = %d, beta = %d", (alpha, beta) => {
    expect(() => betaSample(() => 0.5, alpha, beta)).toThrow(
      new RangeError(
        `Cannot draw from Beta(${alpha}, ${beta}): alpha and beta need to be from 1e-300 to 1e300`,
      ),
    );
  });
});

/** E x^power = Π (alpha + i)/(alpha + beta + i) for i below power. */
function moment(alpha: number, beta: number, power: number): number {
  let product = 1;
  for (let i = 0; i < power; i++) product *= (alpha + i) / (alpha + beta + i);
  return product;
}
