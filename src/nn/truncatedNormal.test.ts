import { expect, test } from "vitest";
import { estimated } from "../../test/support/moments.ts";
import { makeStream } from "../core/random.ts";
import { truncatedDeviation, truncatedNormal } from "./truncatedNormal.ts";

function drawn(count: number, deviation = 0.02, seed = 0): Float32Array {
  const out = new Float32Array(count);
  truncatedNormal(deviation)(out, makeStream(seed, "init/test"), [count]);
  return out;
}

test("truncatedNormal() stays within two deviations and is what is left of the normal distribution", () => {
  const out = drawn(40_000);
  const largest = out.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  expect(largest).toBeLessThanOrEqual(Math.fround(0.04));
  expect(largest).toBeGreaterThan(0.0399);
  const { mean, deviation } = estimated(out);
  // Four standard errors.
  expect(Math.abs(mean)).toBeLessThan(4e-4);
  expect(Math.abs(deviation / (0.02 * truncatedDeviation) - 1)).toBeLessThan(0.015);
  // Φ(1) - Φ(-1) = 0.68269 of 0.95450 lie within one deviation; the standard error is 0.0023.
  const inner = out.filter((x) => Math.abs(x) < 0.02).length / out.length;
  expect(Math.abs(inner - 0.71523)).toBeLessThan(0.0092);
});

test("truncatedNormal() is a function of seed and place", () => {
  expect(drawn(1000)).toEqual(drawn(1000));
  expect(drawn(1000, 0.02, 1)).not.toEqual(drawn(1000));
  expect(drawn(5, 0.5).map((x) => x / 25)).toEqual(drawn(5));
});
