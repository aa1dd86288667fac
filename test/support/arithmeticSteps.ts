import fc from "fast-check";
import type { Value } from "../../src/graph/node.ts";
import { add } from "../../src/ops/add.ts";
import { affine } from "../../src/ops/affine.ts";
import { div } from "../../src/ops/div.ts";
import { constant } from "../../src/ops/leaves.ts";
import { mul } from "../../src/ops/mul.ts";
import { sqrt } from "../../src/ops/pow.ts";
import { sub } from "../../src/ops/sub.ts";

const number = constant(1.5);

/** They keep positive numbers positive, so that no result is a small difference of large numbers. */
const operations = {
  add,
  mul,
  div,
  subtract: (a: Value, b: Value) => sub(add(a, b), affine(b, 0.5)),
  scale: (a: Value) => affine(a, 0.25),
  shift: (a: Value) => affine(a, 1, 2),
  root: (a: Value) => sqrt(a),
  withNumber: (a: Value, b: Value) => add(div(a, number), mul(b, number)),
} as const;

/** An operation on two values out of those that are there already; the first operand is a late one. */
export interface ArithmeticStep {
  readonly operation: keyof typeof operations;
  readonly a: number;
  readonly b: number;
}

const names = Object.keys(operations) as (keyof typeof operations)[];

/** A few operations, one after the other. */
export const arithmeticSteps: fc.Arbitrary<ArithmeticStep[]> = fc.array(
  fc.record({ operation: fc.constantFrom(...names), a: fc.nat(9), b: fc.nat(9) }),
  { minLength: 1, maxLength: 10 },
);

/** The given values and what the steps make of them, in that order. */
export function afterSteps(given: readonly Value[], steps: readonly ArithmeticStep[]): Value[] {
  const values = [...given];
  for (const { operation, a, b } of steps) {
    values.push(
      operations[operation](values.at(-1 - (a % values.length))!, values[b % values.length]!),
    );
  }
  return values;
}
