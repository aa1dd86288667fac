import fc from "fast-check";
import { expect, test } from "vitest";
import { jackknifeInterval, leaveOut } from "./jackknifeInterval.ts";
import { makeStream } from "./random.ts";
import { estimateOf, mean, standardDeviation } from "./statistics.ts";

function meansWithout(values: readonly number[]): number[] {
  return leaveOut(values.length).map((kept) => mean([...kept].map((at) => values[at]!)));
}

test("leaveOut() leaves out every tenth member, each once", () => {
  const kept = leaveOut(25);
  expect(kept).toHaveLength(10);
  expect([...kept[3]!]).toEqual([
    0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24,
  ]);
  for (let member = 0; member < 25; member++) {
    expect(kept.filter((own) => !own.includes(member))).toHaveLength(1);
  }
});

test("leaveOut() makes no groups of fewer than 20 members", () => {
  expect(leaveOut(19)).toEqual([]);
});

test("jackknifeInterval() of a mean is Student's interval of the groups' means", () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(fc.array(number, { minLength: 30, maxLength: 30 }), (values) => {
      const groups = Array.from({ length: 10 }, (_, group) =>
        mean([0, 10, 20].map((start) => values[start + group]!)),
      );
      const { low, high } = estimateOf(groups);
      const found = jackknifeInterval(mean(values), meansWithout(values))!;
      expect(found.low).toBeCloseTo(low!, 9);
      expect(found.high).toBeCloseTo(high!, 9);
    }),
  );
});

test("jackknifeInterval() of a variance covers it in about 95 of 100 samples", () => {
  const variance = (values: readonly number[]) => standardDeviation(values) ** 2;
  const stream = makeStream(0, "test/jackknife");
  const covered = Array.from({ length: 300 }, (_, sample) => {
    const own = new Float64Array(200);
    stream.fillNormal(own, sample, 0, 2);
    const values = [...own];
    const without = leaveOut(200).map((kept) => variance([...kept].map((at) => values[at]!)));
    const { low, high } = jackknifeInterval(variance(values), without)!;
    return low <= 4 && 4 <= high;
  });
  const share = covered.filter(Boolean).length / covered.length;
  expect(share).toBeGreaterThan(0.9);
  expect(share).toBeLessThan(0.98);
});

test("jackknifeInterval() has none where a group leaves no estimate, or there are no groups", () => {
  expect(jackknifeInterval(1, [1, null, 1])).toBeNull();
  expect(jackknifeInterval(1, [1, Number.NaN, 1])).toBeNull();
  expect(jackknifeInterval(1, [])).toBeNull();
});

test("jackknifeInterval() does not reach beyond what can be", () => {
  const { low, high } = jackknifeInterval(0.5, [0, 1, 0, 1], [0, 1])!;
  expect([low, high]).toEqual([0, 1]);
});
