import { EVD, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { lanczos } from "./lanczos.ts";

/** A product with a matrix that has numbers on its diagonal alone. */
const diagonal = (numbers: readonly number[]) => (vector: Float32Array) =>
  vector.map((value, at) => value * numbers[at]!);
const numbers = [-3, 0.5, 7, 1, -0.2, 2];
const ones = new Float64Array(6).fill(1);

test("lanczos() finds every eigenvalue, largest first, in as many products", () => {
  const found = lanczos(diagonal(numbers), { start: ones, wanted: 6, iterations: 6 });
  const sorted = numbers.toSorted((a, b) => b - a);
  found.forEach(({ value }, at) => void expect(value).toBeCloseTo(sorted[at]!, 5));
  const top = found[0]!.vector();
  expect(Math.abs(top[2]!)).toBeCloseTo(1, 5);
});

test("lanczos() says how far an eigenvalue may be from what it found, and ends when that is little", () => {
  const size = 80;
  const stream = makeStream(0, "lanczos");
  const half = Matrix.zeros(size, size);
  for (let at = 0; at < size * size; at++) {
    half.set(Math.floor(at / size), at % size, stream.uniform(0, at) - 0.5);
  }
  const matrix = half.mmul(half.transpose());
  const theirs = new EVD(matrix, { assumeSymmetric: true }).realEigenvalues;
  let products = 0;
  const found = lanczos(
    (vector) => {
      products++;
      return matrix.mmul(Matrix.columnVector(vector)).to1DArray();
    },
    { start: new Float64Array(size).fill(1), wanted: 3, iterations: 60, tolerance: 1e-3 },
  );
  expect(products).toBeLessThan(60);
  for (const { value, residual } of found) {
    const distance = Math.min(...theirs.map((own) => Math.abs(own - value)));
    expect(distance).toBeLessThanOrEqual(residual + 1e-5);
    expect(residual).toBeLessThanOrEqual(1e-3 * found[0]!.value);
  }
  expect(found[0]!.value).toBeCloseTo(Math.max(...theirs), 4);
});

test("lanczos() looks as seldom as it is told, and at the end", () => {
  const options = { start: ones, wanted: 2, iterations: 6 };
  const often = lanczos(diagonal(numbers), { ...options, tolerance: 1e-5 });
  const seldom = lanczos(diagonal(numbers), { ...options, tolerance: 1e-5, lookEvery: 4 });
  expect(seldom.map(({ value }) => value)).toEqual(often.map(({ value }) => value));
  let products = 0;
  const counted = (vector: Float32Array) => {
    products++;
    return diagonal(numbers)(vector);
  };
  lanczos(counted, { ...options, tolerance: 1, lookEvery: 4 });
  expect(products).toBe(4);
});

test("lanczos() finds fewer where the start leads nowhere else", () => {
  const start = [0, 0, 1, 0, 0, 1];
  const found = lanczos(diagonal(numbers), { start, wanted: 3, iterations: 6 });
  expect(found.map(({ value }) => Math.round(1e4 * value) / 1e4)).toEqual([7, 2]);
});

test("lanczos() of nothing but zeros is 0", () => {
  const [found] = lanczos(diagonal([0, 0, 0, 0, 0, 0]), { start: ones, wanted: 1, iterations: 6 });
  expect(found).toMatchObject({ value: 0, residual: 0 });
});

test("lanczos() finds nothing where products are not finite", () => {
  const product = diagonal([1, Number.NaN, 0, 0, 0, 0]);
  expect(lanczos(product, { start: ones, wanted: 1, iterations: 6 })).toEqual([]);
});

test("lanczos() refuses a start without length", () => {
  const begin = () => lanczos(diagonal(numbers), { start: [0, 0], wanted: 1, iterations: 1 });
  expect(begin).toThrow(new RangeError("Cannot begin: the start has length 0, needs more than 0"));
});
