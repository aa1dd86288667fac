import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { orderAgreement } from "./orderAgreement.ts";

const stream = makeStream(0, "agreement");
const never = Number.POSITIVE_INFINITY;

test("orderAgreement() of the same order is 1, and of its reverse −1", () => {
  const epochs = Float64Array.of(0, 1, 1, 2, 4, 4, 8, 8, never, never);
  expect(orderAgreement(epochs, epochs, stream)).toMatchObject({ value: 1, low: 1, high: 1 });
  const reversed = epochs.map((epoch) => -epoch);
  expect(orderAgreement(epochs, reversed, stream)).toMatchObject({ value: -1, low: -1, high: -1 });
});

test("orderAgreement() of orders that share something has an interval above chance", () => {
  const noise = makeStream(1, "noise");
  const at = (run: number) =>
    Float64Array.from({ length: 200 }, (_, i) => Math.floor(i / 20 + 6 * noise.uniform(run, i)));
  const { value, low, high, chance } = orderAgreement(at(0), at(1), stream);
  expect(low).toBeLessThan(value!);
  expect(high).toBeGreaterThan(value!);
  expect(high! - low!).toBeLessThan(0.2);
  expect(low).toBeGreaterThan(chance![1]);
});

test("orderAgreement() has no number where a run learned everything at once, or nothing", () => {
  const epochs = Float64Array.of(0, 1, 2);
  const nothing = {
    value: null,
    reason: "one of the runs learned all examples at one epoch, or none",
  };
  expect(orderAgreement(epochs, Float64Array.of(never, never, never), stream)).toEqual(nothing);
  expect(orderAgreement(Float64Array.of(1, 1, 1), epochs, stream)).toEqual(nothing);
});
