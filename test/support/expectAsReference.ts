import { expect } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import type { Value } from "../../src/graph/node.ts";
import { runOnce } from "./runOnce.ts";

/**
 * Computes values on a backend and on the reference from the same numbers. Both add up float32 products in their own
 * order, so each number may differ by 1e-5 of the largest of its output.
 */
export function expectAsReference(
  backend: Backend,
  values: Readonly<Record<string, Value>>,
  numbers: Readonly<Record<string, ArrayLike<number>>>,
): void {
  const expected = runOnce(values, numbers);
  const actual = runOnce(values, numbers, backend);
  for (const [name, own] of Object.entries(expected)) {
    const largest = own.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
    const far = own.findIndex(
      (number, at) => !(Math.abs(actual[name]![at]! - number) <= 1e-5 * largest),
    );
    if (far >= 0)
      expect.fail(`${name}[${far}] is ${actual[name]![far]}, on the reference ${own[far]}`);
    expect(actual[name]).toHaveLength(own.length);
  }
}
