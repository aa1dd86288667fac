import { expect, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { inBf16 } from "../../src/backends/inBf16.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { makeStream } from "../../src/core/random.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { initialNumbers, instantiate } from "../../src/nn/network.ts";
import { crossEntropy } from "../../src/ops/crossEntropy.ts";
import { input } from "../../src/ops/leaves.ts";
import { imagesOf, memoryOf } from "../../src/train/networkInputs.ts";
import { parameterGradient } from "../../src/train/parameterGradient.ts";
import { makeNetwork } from "../../src/zoo/index.ts";
import type { GivenOptions } from "../../src/zoo/options.ts";
import { describeOnednn } from "../support/describeOnednn.ts";
import { runOnce } from "../support/runOnce.ts";

/*
 * Shallow networks: what rounding does to the gradients of deep residual networks at their random start is chaotic, in
 * PyTorch's mixed precision as in ours.
 */
const networks: readonly (readonly [string, GivenOptions])[] = [
  ["lenet5", {}],
  ["mlp", {}],
  ["mcnn", { width: 4 }],
  ["row-lstm", {}],
];

const batchSize = 4;
const labels = [3, 7, 1, 0];

/** The gradient of a random batch's loss at the start of a training. */
function gradientOf([name, options]: (typeof networks)[number], backend: Backend): number[] {
  const network = makeNetwork(name, options);
  const instance = instantiate(network, imagesOf(network, batchSize), memoryOf(network, "train"));
  const loss = crossEntropy(instance.logits, input("labels", [batchSize], "i32"));
  const stream = makeStream(0, "pixels");
  const images = Uint8Array.from({ length: batchSize * sizeOf(network.inputShape) }, (_, i) =>
    stream.integers(0, i, 256),
  );
  const numbers = { ...initialNumbers(network, 0), images, labels };
  return runOnce({ gradient: parameterGradient(loss, instance) }, numbers, backend).gradient;
}

/** |a - b| / |b| */
function distance(a: readonly number[], b: readonly number[]): number {
  const sizeOfAll = (values: readonly number[]) =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return sizeOfAll(a.map((value, i) => value - b[i]!)) / sizeOfAll(b);
}

describeOnednn("a gradient in bf16", (backend) => {
  const reference = makeReferenceBackend();

  test.skipIf(backend.bf16 === "none").each(networks)(
    "of %s agrees with the reference's",
    (...network) => {
      const inF32 = gradientOf(network, reference);
      const expected = gradientOf(network, inBf16(reference));
      const actual = gradientOf(network, inBf16(backend));
      // Both round at the same places; where they add up in another order, some numbers round to another neighbour.
      expect(distance(actual, expected)).toBeLessThan(0.01);
      expect(distance(actual, inF32)).toBeLessThan(0.15);
      expect(actual).not.toEqual(inF32);
    },
  );
});
