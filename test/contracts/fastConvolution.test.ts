import fc from "fast-check";
import { expect, test } from "vitest";
import { gradients } from "../../src/autodiff/gradients.ts";
import type { Backend } from "../../src/backends/backend.ts";
import { loadOnednnBackend } from "../../src/backends/onednn/onednn.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { makeStream } from "../../src/core/random.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import { shapeOf } from "../../src/graph/node.ts";
import { conv2d } from "../../src/ops/conv2d.ts";
import { input } from "../../src/ops/leaves.ts";
import { mul } from "../../src/ops/mul.ts";
import { relu } from "../../src/ops/relu.ts";
import { sum } from "../../src/ops/sum.ts";
import type { Pair, Sides } from "../../src/ops/window.ts";
import { describeOnednn } from "../support/describeOnednn.ts";
import { relativeDistance } from "../support/relativeDistance.ts";

/** A 3×3 convolution with a bias and perhaps a ReLU, of a shape for Winograd's algorithm. */
interface Case {
  readonly batch: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly image: Pair;
  readonly padding: Sides;
  readonly isRectified: boolean;
}

const usual: Case = {
  batch: 2,
  inChannels: 64,
  outChannels: 32,
  image: [10, 12],
  padding: [
    [1, 1],
    [1, 1],
  ],
  isRectified: false,
};

const channels = fc.constantFrom(32, 48, 64);
const extent = fc.integer({ min: 7, max: 13 });
const side = fc.tuple(fc.nat(2), fc.nat(2));

/** Full and half-empty tiles, and zeros around images that are not the same on all sides. */
const cases: fc.Arbitrary<Case> = fc.record({
  batch: fc.integer({ min: 1, max: 2 }),
  inChannels: channels,
  outChannels: channels,
  image: fc.tuple(extent, extent),
  padding: fc.oneof(fc.constant(usual.padding), fc.tuple(side, side)),
  isRectified: fc.boolean(),
});

function graphOf({ batch, inChannels, outChannels, image, padding, isRectified }: Case) {
  const x = input("x", [batch, inChannels, ...image]);
  const weight = input("weight", [outChannels, inChannels, 3, 3]);
  const bias = input("bias", [outChannels]);
  const sums = conv2d(x, { weight, bias }, { padding });
  const y = isRectified ? relu(sums) : sums;
  const loss = sum(mul(y, input("dy", shapeOf(y))));
  const [dx, dWeight, dBias] = gradients(loss, [x, weight, bias]);
  return makeGraph({ y, dx: dx!, dWeight: dWeight!, dBias: dBias! });
}

/** Results by name from normally distributed numbers, and the implementations of the three convolutions. */
function run(backend: Backend, own: Case) {
  const executable = backend.compile(graphOf(own));
  for (const [name, array] of Object.entries(executable.inputs)) {
    makeStream(0, name).fillNormal(array as Float32Array, 0, 0, 1);
  }
  executable.run();
  const implementations = executable
    .profile(1)
    .filter(({ name }) => name.startsWith("conv2d"))
    .map(({ implementation }) => implementation);
  executable.dispose();
  return { outputs: executable.outputs, implementations };
}

describeOnednn("Winograd's algorithm", (fast) => {
  const reference = makeReferenceBackend();
  const direct = () => loadOnednnBackend({ threads: 1, convolution: "direct" });

  /** The largest distance of a backend's results from the reference's, by name. */
  const distances = (backend: Backend, own: Case) => {
    const { outputs } = run(backend, own);
    const expected = Object.entries(run(reference, own).outputs);
    return expected.map(
      ([name, numbers]) => [name, relativeDistance(outputs[name]!, numbers)] as const,
    );
  };

  test("convolution=direct is part of what the backend calls itself, so that runs tell of it", () => {
    const { description } = loadOnednnBackend({ threads: 1, convolution: "direct" });
    expect(description).toMatch(/, direct convolutions$/);
    expect(loadOnednnBackend({ threads: 1 }).description).not.toContain("direct");
  });

  test("convolution=fast uses it in all three directions, direct in none", () => {
    const { implementations } = run(direct(), usual);
    expect(implementations.join()).not.toContain("wino");
    if (implementations.join().includes("avx512")) {
      expect(run(fast, usual).implementations).toEqual(
        Array(3).fill(expect.stringContaining("wino")),
      );
    }
  });

  // Measured: at most 1.3e-6 of the largest element, direct 5e-7.
  test("results are those of the reference but for rounding", () => {
    for (const [name, own] of distances(fast, usual)) expect(own, name).toBeLessThan(5e-6);
    for (const [name, own] of distances(direct(), usual)) expect(own, name).toBeLessThan(2e-6);
  });

  test("results are so on maps of other sizes and with other zeros around", () => {
    const check = (own: Case) => {
      for (const [name, far] of distances(fast, own)) expect(far, name).toBeLessThan(5e-6);
    };
    fc.assert(fc.property(cases, check), { numRuns: 30, seed: 1 });
  });
});
