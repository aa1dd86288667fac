import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { fitLogistic, logisticProbabilities } from "./fitLogistic.ts";
import { spanOf } from "./spanOf.ts";

const [fitCount, testCount, size] = [12, 5, 30];
const values = new Float64Array((fitCount + testCount) * size);
makeStream(0, "features").fillNormal(values, 0, 0, 1);
const rowsOf = (from: number, to: number) => ({
  values: values.subarray(from * size, to * size),
  count: to - from,
  size,
});

function productsOf(rows: Float64Array, count: number): Float64Array {
  return Float64Array.from({ length: (rows.length / size) * count }, (_, at) => {
    const [a, b] = [Math.floor(at / count) * size, (at % count) * size];
    let sum = 0;
    for (let place = 0; place < size; place++) sum += rows[a + place]! * rows[b + place]!;
    return sum;
  });
}

test("spanOf() leaves a classifier the same answers with fewer features", () => {
  const { fit, test } = spanOf(productsOf(values, fitCount), fitCount);
  expect([fit.size, test.count]).toEqual([fitCount, testCount]);
  const labels = Array.from({ length: fitCount }, (_, at) => at % 3);
  const options = { l2: 0.05, tolerance: 1e-9 };
  const short = logisticProbabilities(fitLogistic(fit, labels, options), test);
  const whole = fitLogistic(rowsOf(0, fitCount), labels, options);
  logisticProbabilities(whole, rowsOf(fitCount, fitCount + testCount)).forEach((value, at) => {
    expect(short[at]).toBeCloseTo(value, 6);
  });
});

test("spanOf() keeps as many features as rows are independent", () => {
  const rows = Float64Array.from(values, (_, at) => values[at % (4 * size)]!);
  expect(spanOf(productsOf(rows, fitCount), fitCount).fit.size).toBe(4);
});
