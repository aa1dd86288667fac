import { isFloat } from "../../src/core/dtype.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import { apply, type Node, type Value } from "../../src/graph/node.ts";
import { cast } from "../../src/ops/cast.ts";
import { type OpName, ops } from "../../src/ops/index.ts";
import { precisionOf, precisionTable } from "../../src/passes/precisionTable.ts";
import { rewriteGraph } from "../../src/passes/rewrite.ts";
import type { OpCase } from "./runCase.ts";

/** Whether mixed precision may ever give an operation bf16. */
export function mayBeBf16(name: OpName): boolean {
  return !ops[name].leaf && precisionTable[name as keyof typeof precisionTable].rule !== "f32";
}

/** The same case with every operand in bf16 that mixed precision may ever give to the operation in bf16. */
export function inBf16({ build, sums, ...own }: OpCase): OpCase {
  return {
    ...own,
    build: (values) => lowered(build(values)),
    ...(sums && { sums: (values: readonly Value[]) => lowered(sums(values)) }),
  };
}

function lowered(outputs: readonly Value[]): readonly Value[] {
  const graph = makeGraph(Object.fromEntries(outputs.map((value, index) => [index, value])));
  const rule = (node: Node, inputs: readonly Value[]) => {
    if (node.op.leaf) return null;
    const { rule, operands = inputs.keys() } = precisionOf(node);
    const concerned = new Set(operands);
    const operandsInBf16 = inputs.map((input, at) =>
      inType(input, rule !== "f32" && concerned.has(at) ? "bf16" : "f32"),
    );
    return apply(node.op, operandsInBf16, node.attrs);
  };
  return Object.values(rewriteGraph(graph, rule, (end) => inType(end, "f32")).outputs);
}

function inType(value: Value, dtype: "f32" | "bf16"): Value {
  return isFloat(value.type.dtype) ? cast(value, dtype) : value;
}
