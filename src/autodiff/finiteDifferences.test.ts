import { expect, test } from "vitest";
import { finiteDifferences } from "./finiteDifferences.ts";

test("finiteDifferences() of x² + 3y at (2, 5) is (4, 3)", () => {
  const x = Float64Array.of(2);
  const y = Float64Array.of(5);
  const evaluate = () => x[0]! ** 2 + 3 * y[0]!;
  const [dx, dy] = finiteDifferences({ evaluate, values: [x, y] });
  expect(dx![0]).toBeCloseTo(4, 9);
  expect(dy![0]).toBeCloseTo(3, 9);
});

test("finiteDifferences() moves one number at a time and puts it back", () => {
  const x = Float64Array.of(0.1, 0.2, 0.3);
  const evaluate = () => x[0]! * x[1]! * x[2]!;
  const [dx] = finiteDifferences({ evaluate, values: [x] });
  expect(dx![0]).toBeCloseTo(0.06, 9);
  expect(dx![1]).toBeCloseTo(0.03, 9);
  expect(dx![2]).toBeCloseTo(0.02, 9);
  expect([...x]).toEqual([0.1, 0.2, 0.3]);
});

test("finiteDifferences() errs by step² |f‴| / 6", () => {
  const x = Float64Array.of(1);
  const [dx] = finiteDifferences({ evaluate: () => x[0]! ** 3, values: [x], step: 0.1 });
  expect(dx![0]! - 3).toBeCloseTo(0.01, 12);
});
