import fc from "fast-check";
import { expect, test } from "vitest";
import { castOp } from "../../src/ops/cast.ts";
import { type OpName, ops } from "../../src/ops/index.ts";
import { precisionTable } from "../../src/passes/precisionTable.ts";
import { inBf16, mayBeBf16 } from "./inBf16.ts";
import { opCases } from "./opCases.ts";
import { graphOf } from "./runCase.ts";

/** What these read is bf16, what they give is added up over a batch. */
const givesF32: readonly OpName[] = ["conv2dParameterGrad", "linearParameterGrad"];

const names = (Object.keys(ops) as OpName[]).filter(mayBeBf16);

test.each(names)("%s gives bf16 for bf16", (name) => {
  const cases = opCases[name];
  if ("skip" in cases) return expect.fail(`it has no cases: ${cases.skip}`);
  for (const opCase of fc.sample(cases, { numRuns: 20, seed: 1 })) {
    const { node } = graphOf(inBf16(opCase)).outputs.y0!;
    const made = node.op === castOp && name !== "cast" ? node.inputs[0]! : node;
    const [own] = "outputs" in made ? made.outputs : [made.type];
    expect(own!.dtype).toBe(givesF32.includes(name) || name === "cast" ? "f32" : "bf16");
  }
});

test("every rule of the table says why", () => {
  for (const { reason } of Object.values(precisionTable)) expect(reason.length).toBeGreaterThan(20);
});
