import { expect, test } from "vitest";
import { describeOnednn } from "../../test/support/describeOnednn.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { input } from "../ops/leaves.ts";
import { squaredNorm } from "./squaredNorm.ts";

const reference = makeReferenceBackend();

function normOf(x: Float32Array, backend = reference): number {
  const norm = squaredNorm(input("x", [x.length]));
  return runOnce({ norm }, { x }, backend).norm[0]!;
}

// One level, two levels without and with a rest.
test.each([1, 5, 1024, 4096, 4097, 5000])("squaredNorm() sees each of %d numbers", (length) => {
  const x = Float32Array.from({ length }, (_, i) => (i % 7) - 3);
  expect(normOf(x)).toBe(x.reduce((sum, value) => sum + value * value, 0));
});

describeOnednn("squaredNorm()", (backend) => {
  test("loses no digits in millions of numbers", () => {
    const x = new Float32Array(3_000_001).fill(0.01);
    expect(normOf(x, backend) / (3_000_001 * Math.fround(0.01) ** 2)).toBeCloseTo(1, 5);
  });
});
