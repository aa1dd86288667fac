import { expect, test } from "vitest";
import { makeStream } from "./random.ts";
import { rootQuotients } from "./rootQuotients.ts";

test("rootQuotients() is the root of the quotient of sums, and a mean over several", () => {
  const [first, second] = [
    { above: [1, 3], below: [8, 8] },
    { above: [9, 7], below: [1, 3] },
  ];
  expect(rootQuotients([first]).value).toBe(0.5);
  expect(rootQuotients([second]).value).toBe(2);
  expect(rootQuotients([first, second]).value).toBe(1.25);
});

test("rootQuotients() knows the interval to first order", () => {
  // The quotient is 1/4; the images are off by -1 and +1 from it, each moving its root by 1 / (2 · 1/2 · 16).
  const { low, high } = rootQuotients([{ above: [1, 3], below: [8, 8] }]);
  const halfWidth = 1.959963984540054 * Math.sqrt((2 * 2) / 16 ** 2);
  expect(low).toBeCloseTo(0.5 - halfWidth, 12);
  expect(high).toBeCloseTo(0.5 + halfWidth, 12);
});

test("rootQuotients() has no width where images move nothing, and no interval of one image", () => {
  const zero = { above: [0, 0], below: [1, 2] };
  expect(rootQuotients([zero])).toEqual({ value: 0, low: 0, high: 0 });
  expect(rootQuotients([{ above: [4], below: [1] }])).toEqual({ value: 2 });
  expect(rootQuotients([{ above: [4, 2], below: [2, 1] }]).low).toBeCloseTo(Math.SQRT2, 12);
});

test("rootQuotients() covers the truth in about 95 of 100 draws", () => {
  const stream = makeStream(0, "quotients");
  let covered = 0;
  for (let draw = 0; draw < 1000; draw++) {
    const draws = new Float64Array(160);
    stream.fillUniform(draws, draw, 0, 2);
    const { low, high } = rootQuotients([
      { above: [...draws.subarray(0, 80)].map((own) => own / 4), below: [...draws.subarray(80)] },
    ]);
    if (low! <= 0.5 && high! >= 0.5) covered++;
  }
  expect(covered).toBeGreaterThan(925);
  expect(covered).toBeLessThan(970);
});
