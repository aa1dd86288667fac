import { expect, test } from "vitest";
import { medianInterval } from "./medianInterval.ts";

/** Of so many coins: the probability of fewer heads than `rank`. */
function fewerHeads(coins: number, rank: number): number {
  let [sum, share] = [0, 0.5 ** coins];
  for (let heads = 0; heads < rank; heads++) {
    sum += share;
    share *= (coins - heads) / (heads + 1);
  }
  return sum;
}

test("medianInterval() leaves at most about 2.5% of the binomial outside at either side, and no more than it must", () => {
  for (let count = 6; count <= 200; count++) {
    const { low, high } = medianInterval(Array.from({ length: count }, (_, at) => at))!;
    expect(low + high).toBe(count - 1);
    expect(fewerHeads(count, low + 1)).toBeLessThan(0.028);
    expect(fewerHeads(count, low + 2)).toBeGreaterThan(0.022);
  }
});

test("medianInterval() of 100 values are the 40th and the 61st", () => {
  const values = Array.from({ length: 100 }, (_, at) => at + 1);
  expect(medianInterval(values)).toEqual({ low: 40, high: 61 });
});

test("medianInterval() has none of fewer than six values, or where an end is infinite", () => {
  expect(medianInterval([1, 2, 3, 4, 5])).toBeUndefined();
  expect(medianInterval([1, 2, 3, 4, 5, 6])).toEqual({ low: 1, high: 6 });
  expect(medianInterval([1, 2, 3, 4, 5, Number.POSITIVE_INFINITY])).toBeUndefined();
});
