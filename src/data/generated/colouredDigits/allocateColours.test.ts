import { expect, test } from "vitest";
import { makeStream } from "../../../core/random.ts";
import { type AllocationOptions, allocateColours } from "./allocateColours.ts";

/** 403 examples of each of ten digits, in turn. */
const count = 4030;
const labels = Int32Array.from({ length: count }, (_, index) => index % 10);
const usual: AllocationOptions = {
  digits: 10,
  colours: 10,
  correlation: 0,
  allocation: "shuffled",
  stream: makeStream(0, "allocation"),
};
const allocated = (options: Partial<AllocationOptions> = {}) =>
  allocateColours(labels, { ...usual, ...options });

/** How often each digit comes in each colour. */
function countsOf(colours: Int32Array, of = 10): number[][] {
  const counts = Array.from({ length: 10 }, () => new Array<number>(of).fill(0));
  colours.forEach((colour, index) => {
    counts[labels[index]!]![colour]! += 1;
  });
  return counts;
}

test.each(["shuffled", "runs"] as const)("allocateColours() balances %s colours", (allocation) => {
  for (const row of countsOf(allocated({ allocation }))) {
    expect(row.reduce((sum, n) => sum + n, 0)).toBe(403);
    expect(Math.min(...row)).toBe(40);
    expect(Math.max(...row)).toBe(41);
  }
});

test("allocateColours() in runs gives one colour after the other", () => {
  const colours = allocated({ allocation: "runs" });
  const ofSeven = [...colours].filter((_, index) => labels[index] === 7);
  expect(ofSeven).toEqual([...ofSeven].sort((a, b) => a - b));
});

test("allocateColours() shuffles by the stream", () => {
  const one = allocated();
  expect(allocated()).toEqual(one);
  expect(allocated({ stream: makeStream(1, "allocation") })).not.toEqual(one);
});

test("allocateColours() favours no colour where a digit has fewer examples than there are colours", () => {
  const few = allocateColours(labels.subarray(0, 50), usual);
  expect(new Set(few).size).toBe(10);
});

test.each([0.1, 0.5, 0.9, 1])(
  "allocateColours() correlates digit and colour by %d",
  (correlation) => {
    for (const [digit, row] of countsOf(allocated({ correlation })).entries()) {
      const own = Math.round(403 * correlation);
      const others = row.filter((_, colour) => colour !== digit);
      expect(row[digit]! - own).toBeGreaterThanOrEqual(Math.floor((403 - own) / 10));
      expect(row[digit]! - own).toBeLessThanOrEqual(Math.ceil((403 - own) / 10));
      expect(Math.max(...others) - Math.min(...others)).toBeLessThanOrEqual(1);
      // Above the share that chance gives, of what there is above it.
      const measured = (row[digit]! / 403 - 0.1) / 0.9;
      expect(measured).toBeCloseTo(correlation, 2);
    }
  },
);

test("allocateColours() has an own colour for each digit where there are fewer colours", () => {
  const colours = allocated({ colours: 3, correlation: 1 });
  expect(colours).toEqual(labels.map((digit) => digit % 3));
  for (const row of countsOf(allocated({ colours: 3 }), 3)) {
    expect(Math.max(...row) - Math.min(...row)).toBeLessThanOrEqual(1);
  }
});
