import { expect, test } from "vitest";
import { bestNaming, silentShare } from "./bestNaming.ts";

/** How many digits have which largest output. */
function answersOf(count: (digit: number, output: number) => number): number[] {
  return Array.from({ length: 100 }, (_, at) => count(Math.floor(at / 10), at % 10));
}

test("bestNaming() finds a recogniser whose outputs stand in another order", () => {
  const answers = answersOf((digit, output) => (output === (digit + 3) % 10 ? 7 : 0));
  const { outputs, share } = bestNaming(answers);
  expect([...outputs]).toEqual([3, 4, 5, 6, 7, 8, 9, 0, 1, 2]);
  expect(share).toBe(1);
});

test("bestNaming() gives every output to one digit", () => {
  // Output 0 is the largest for digits 0 and 1; one of them gets another output, which names none.
  const answers = answersOf((digit, output) => (output === (digit === 1 ? 0 : digit) ? 1 : 0));
  const { outputs, share } = bestNaming(answers);
  expect(new Set(outputs).size).toBe(10);
  expect(share).toBeCloseTo(0.9, 12);
});

test("bestNaming() of a network that says the same of all is the share of the most frequent digit", () => {
  const answers = answersOf((digit, output) => (output === 4 ? 10 + digit : 0));
  expect(bestNaming(answers).share).toBeCloseTo(19 / 145, 12);
  expect(silentShare(answers)).toBeCloseTo(19 / 145, 12);
});
