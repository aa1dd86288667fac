import { describe, expect, test } from "vitest";
import { makeStream } from "../core/random.ts";
import { sizeOf } from "../core/shape.ts";
import { input } from "../ops/leaves.ts";
import { type CellInitialiser, kerasLstm, pytorchCell } from "./cellInitialisers.ts";
import { lstm } from "./lstm.ts";
import { makeScope } from "./scope.ts";

const [inputSize, hiddenSize] = [6, 32];

/** What the parameters of an LSTM hold before training, by name. */
function drawn(initialiser?: CellInitialiser): Record<string, readonly number[]> {
  const { scope, parameters } = makeScope({
    mode: "train",
    parameter: ({ name, shape }) => input(name, shape),
    buffer: ({ name, shape }) => input(name, shape),
  });
  lstm(input("x", [1, 1, inputSize]), scope, { hiddenSize, ...(initialiser && { initialiser }) });
  return Object.fromEntries(
    parameters.map(({ name, shape, initialiser: fill }) => {
      const out = new Float32Array(sizeOf(shape)).fill(9);
      fill(out, makeStream(0, `init/${name}`), shape);
      return [name.replace("_l0", ""), [...out]];
    }),
  );
}

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));

test("pytorchCell() draws every parameter evenly within 1/√H, and is what layers begin with", () => {
  const start = drawn(pytorchCell);
  const bound = 1 / Math.sqrt(hiddenSize);
  for (const [name, values] of Object.entries(start)) {
    expect(largest(values), name).toBeLessThanOrEqual(bound);
    expect(largest(values), name).toBeGreaterThan(0.95 * bound);
  }
  expect(drawn()).toEqual(start);
});

describe("kerasLstm()", () => {
  const { weight_ih, weight_hh, bias_ih, bias_hh } = drawn(kerasLstm);

  test("draws input weights evenly within √(6/(I + 4H)), as if the gates were one layer", () => {
    const bound = Math.sqrt(6 / (inputSize + 4 * hiddenSize));
    expect(largest(weight_ih!)).toBeLessThanOrEqual(bound);
    expect(largest(weight_ih!)).toBeGreaterThan(0.99 * bound);
    const meanSquare = weight_ih!.reduce((sum, x) => sum + x * x, 0) / weight_ih!.length;
    // Four standard errors: the square of a uniform number in ±1 has a mean of 1/3 and a deviation of √(4/45).
    const error = Math.sqrt(4 / 45 / weight_ih!.length);
    expect(Math.abs(meanSquare / bound ** 2 - 1 / 3)).toBeLessThan(4 * error);
  });

  test("gives the hidden weights orthogonal columns over all gates together", () => {
    const column = (j: number) => weight_hh!.filter((_, i) => i % hiddenSize === j);
    for (let i = 0; i < hiddenSize; i++) {
      for (let j = 0; j <= i; j++) {
        const product = column(i).reduce((sum, x, k) => sum + x * column(j)[k]!, 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 6);
      }
    }
  });

  test("begins with biases of 0, but of 1 for the forget gate", () => {
    const gate = (value: number) => new Array<number>(hiddenSize).fill(value);
    expect(bias_ih).toEqual([...gate(0), ...gate(1), ...gate(0), ...gate(0)]);
    expect(new Set(bias_hh)).toEqual(new Set([0]));
  });
});
