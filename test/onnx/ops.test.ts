import fc from "fast-check";
import { expect, test } from "vitest";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { makeArray } from "../../src/core/dtype.ts";
import { GraphError } from "../../src/core/errors.ts";
import { applySingle } from "../../src/graph/node.ts";
import type { Network } from "../../src/nn/network.ts";
import { exporters } from "../../src/onnx/exporters/index.ts";
import { exportNetwork } from "../../src/onnx/exportNetwork.ts";
import type { OpName } from "../../src/ops/index.ts";
import { constantOp } from "../../src/ops/leaves.ts";
import { toFloat } from "../../src/ops/toFloat.ts";
import { opCases } from "../contracts/opCases.ts";
import { type OpCase, printable, runCase } from "../contracts/runCase.ts";
import { runOnnx } from "../support/runOnnx.ts";

const reference = makeReferenceBackend();
const nothing = { parameters: new Float32Array(), buffers: new Float32Array() };

/** A network whose logits are the first result of an operation on known operands. */
function networkOf({ inputs, build }: OpCase): Network {
  return {
    name: "case",
    title: "One operation",
    source: "test",
    inputShape: [1],
    classes: 1,
    options: {},
    build() {
      const operands = inputs.map(({ type, data: numbers }) => {
        const data = makeArray(type.dtype, numbers.length);
        data.set(numbers);
        return applySingle(constantOp, [], { data, ...type });
      });
      return toFloat(build(operands)[0]!);
    },
  };
}

const exported = Object.entries(exporters).filter(([, own]) => !("none" in own));

test.each(exported.map(([name]) => name as OpName))(
  "%s gives in ONNX Runtime what it gives on the reference backend",
  async (name) => {
    const cases = opCases[name];
    if ("skip" in cases) return;
    await fc.assert(
      fc.asyncProperty(printable(cases), async (opCase) => {
        const model = exportOrSkip(opCase);
        const { logits } = await runOnnx(model, Float32Array.of(0), [1, 1]);
        const [expected] = runCase(reference, opCase);
        expect(logits).toHaveLength(expected!.length);
        expected!.forEach((number, index) => {
          expect(Math.abs(logits[index]! - number)).toBeLessThanOrEqual(
            1e-5 * (1 + Math.abs(number)),
          );
        });
      }),
      { numRuns: 15 },
    );
  },
);

/** What ONNX lacks: indices outside, and indices of each row. */
function exportOrSkip(opCase: OpCase) {
  try {
    return exportNetwork(networkOf(opCase), nothing, "test");
  } catch (error) {
    if (error instanceof GraphError && error.message.startsWith('Cannot export "gather"')) {
      return fc.pre(false) as never;
    }
    throw error;
  }
}
