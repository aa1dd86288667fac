import { expect, test } from "vitest";
import { signed } from "../../../test/contracts/arbitraries.ts";
import { describeOnednn } from "../../../test/support/describeOnednn.ts";
import { expectAsReference } from "../../../test/support/expectAsReference.ts";
import { makeGraph } from "../../graph/graph.ts";
import type { Value } from "../../graph/node.ts";
import { add } from "../../ops/add.ts";
import { input } from "../../ops/leaves.ts";
import { mul } from "../../ops/mul.ts";
import { slice } from "../../ops/pad.ts";
import { sub } from "../../ops/sub.ts";
import { tanh } from "../../ops/tanh.ts";

const shape = [16, 64];
const bytes = 4 * 16 * 64;
const numbers = { x: signed("x", shape, 0).data };

const x = input("x", shape);
/** What is no input may be written over. */
const made = tanh(x);

describeOnednn("overwriteOperands()", (backend) => {
  /** Bytes for what lies between, of a result that is first compared with the reference's. */
  const bytesFor = (y: Value): number => {
    expectAsReference(backend, { y }, numbers);
    const executable = backend.compile(makeGraph({ y }));
    executable.dispose();
    return executable.memory.shared;
  };

  test("gives a result the memory of an operand that nothing reads later", () => {
    expect(bytesFor(made)).toBe(bytes);
    expect(bytesFor(tanh(tanh(made)))).toBe(bytes);
    expect(bytesFor(mul(made, made))).toBe(bytes);
    expect(bytesFor(tanh(add(made, x)))).toBe(bytes);
  });

  test("leaves an operand that is read later as it is", () => {
    expect(bytesFor(mul(tanh(made), made))).toBe(2 * bytes);
  });

  test("leaves an operand of which the step reads a part beside", () => {
    const row = slice(made, [0, 0], [1, 64]);
    expect(bytesFor(sub(made, row))).toBeGreaterThanOrEqual(2 * bytes);
    expect(bytesFor(tanh(mul(sub(made, row), row)))).toBeGreaterThanOrEqual(2 * bytes);
  });

  test("leaves inputs alone: a second run gives the same", () => {
    const executable = backend.compile(makeGraph({ y: tanh(x) }));
    executable.inputs.x!.set(numbers.x);
    executable.run();
    const first = [...executable.outputs.y!];
    executable.run();
    expect([...executable.outputs.y!]).toEqual(first);
    expect([...executable.inputs.x!]).toEqual([...Float32Array.from(numbers.x)]);
    executable.dispose();
  });
});
