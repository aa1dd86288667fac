import { expect, test } from "vitest";
import { gradients } from "../../src/autodiff/gradients.ts";
import type { Backend } from "../../src/backends/backend.ts";
import { loadOnednnBackend } from "../../src/backends/onednn/onednn.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { makeStream } from "../../src/core/random.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import { conv2d } from "../../src/ops/conv2d.ts";
import { input } from "../../src/ops/leaves.ts";
import { mul } from "../../src/ops/mul.ts";
import { sum } from "../../src/ops/sum.ts";
import { describeOnednn } from "../support/describeOnednn.ts";

const shapes = { x: [2, 64, 10, 12], weight: [32, 64, 3, 3], bias: [32], dy: [2, 32, 10, 12] };

/** Normally distributed numbers, each tensor its own. */
const numbers = Object.entries(shapes).map(([name, shape]) => {
  const data = new Float32Array(sizeOf(shape));
  makeStream(0, name).fillNormal(data, 0, 0, 1);
  return [name, data] as const;
});

const graph = () => {
  const [x, weight, bias, dy] = Object.entries(shapes).map(([name, shape]) => input(name, shape));
  const y = conv2d(x!, { weight: weight!, bias: bias! }, { padding: 1 });
  const [dx, dWeight, dBias] = gradients(sum(mul(y, dy!)), [x!, weight!, bias!]);
  return makeGraph({ y, dx: dx!, dWeight: dWeight!, dBias: dBias! });
};

/** Results by name, and the implementations of the three convolutions. */
function run(backend: Backend) {
  const executable = backend.compile(graph());
  for (const [name, data] of numbers) executable.inputs[name]!.set(data);
  executable.run();
  const implementations = executable
    .profile(1)
    .filter(({ name }) => name.startsWith("conv2d"))
    .map(({ implementation }) => implementation);
  return { outputs: executable.outputs, implementations };
}

/** The largest difference, as a fraction of the largest element. */
function distance(own: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(own[i]! - expected[i]!));
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  return difference / largest;
}

describeOnednn("Winograd's algorithm", () => {
  const expected = run(makeReferenceBackend()).outputs;
  const fast = run(loadOnednnBackend({ threads: 1 }));
  const direct = run(loadOnednnBackend({ threads: 1, convolution: "direct" }));

  test("convolution=fast uses it in all three directions, direct in none", () => {
    expect(direct.implementations.join()).not.toContain("wino");
    if (direct.implementations.join().includes("avx512")) {
      expect(fast.implementations).toEqual(Array(3).fill(expect.stringContaining("wino")));
    }
  });

  // Measured: at most 1.3e-6 of the largest element, direct 5e-7.
  test.each(Object.keys(expected))("%s is that of the reference but for rounding", (name) => {
    expect(distance(fast.outputs[name]!, expected[name]!)).toBeLessThan(5e-6);
    expect(distance(direct.outputs[name]!, expected[name]!)).toBeLessThan(2e-6);
  });
});
