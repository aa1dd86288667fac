import { expect, test } from "vitest";
import { BackendError } from "../core/errors.ts";
import { makeGraph } from "../graph/graph.ts";
import { input, state } from "../ops/leaves.ts";
import { matmul } from "../ops/matmul.ts";
import { sub } from "../ops/sub.ts";
import { inBf16 } from "./inBf16.ts";
import { makeReferenceBackend } from "./reference/reference.ts";

const reference = makeReferenceBackend();

test("inBf16() multiplies rounded numbers and keeps states exact", () => {
  const w = state("w", [1, 1]);
  const product = matmul(input("x", [1, 1]), w);
  const graph = makeGraph({ product }, [{ state: w, value: sub(w, input("step", [1, 1])) }]);
  const backend = inBf16(reference);
  const states = backend.makeStates({ w: { dtype: "f32", shape: [1, 1] } });
  states.write("w", [1 + 2 ** -10]);
  const executable = backend.compile(graph, states);
  executable.inputs.x![0] = 3;
  executable.inputs.step![0] = 2 ** -12;
  executable.run();
  expect(executable.outputs.product![0]).toBe(3);
  expect(states.read("w")[0]).toBe(1 + 2 ** -10 - 2 ** -12);
});

test("inBf16() says what it is", () => {
  const { name, precision, description } = inBf16(reference);
  expect([name, precision, description]).toEqual([
    "reference",
    "bf16",
    "plain TypeScript loops, float32, 1 thread, bf16",
  ]);
});

test("inBf16() refuses a backend that has no bf16", () => {
  const backend = { ...reference, bf16: "none", description: "oneDNN on AVX2" } as const;
  expect(() => inBf16(backend)).toThrow(
    new BackendError(
      "Cannot compute in bf16: oneDNN on AVX2 has no operations on it, needs AVX-512",
    ),
  );
});
