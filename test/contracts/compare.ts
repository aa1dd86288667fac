import { expect } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import type { Value } from "../../src/graph/node.ts";
import { castOp } from "../../src/ops/cast.ts";
import type { OpName } from "../../src/ops/index.ts";
import { graphOf, type OpCase, runCase } from "./runCase.ts";
import { ofActivation, ofRounding, type Tolerance, tolerances } from "./tolerances.ts";

/** Fails where the backend's result lies further from the reference's than the operation's tolerance allows. */
export function compareCase(
  { backend, reference }: { readonly backend: Backend; readonly reference: Backend },
  op: OpName,
  opCase: OpCase,
): void {
  const expected = runCase(reference, opCase);
  const actual = runCase(backend, opCase);
  const terms = runCase(reference, withoutSigns(opCase));
  const wasBf16 = Object.values(graphOf(opCase).outputs).map(isWidened);
  expect(actual.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  for (const [output, numbers] of expected.entries()) {
    for (const [place, number] of numbers.entries()) {
      const own = actual[output]![place]!;
      const sizes = { result: Math.abs(number), terms: terms[output]![place]!, one: 1 };
      let allowed = allowedError(tolerances[op], sizes);
      if (opCase.sums) allowed += allowedError(ofActivation, sizes);
      if (wasBf16[output]) allowed += allowedError(ofRounding, sizes);
      if (Object.is(own, number) || Math.abs(own - number) <= allowed) continue;
      expect.fail(`y${output}[${place}] is ${own}, on the reference ${number}`);
    }
  }
}

function allowedError(
  { epsilons, of }: Tolerance,
  sizes: Readonly<Record<Tolerance["of"], number>>,
): number {
  return epsilons * 2 ** -23 * sizes[of];
}

/** Whether an output is a bf16 result, widened to be read. */
function isWidened({ node }: Value): boolean {
  return node.op === castOp && node.inputs[0]!.type.dtype === "bf16";
}

/** The case whose sums are the sums of the sizes of the terms. */
function withoutSigns({ inputs, build, sums }: OpCase): OpCase {
  return {
    inputs: inputs.map((own) => ({ ...own, data: Array.from(own.data, Math.abs) })),
    build: sums ?? build,
  };
}
