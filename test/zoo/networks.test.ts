import { expect, test } from "vitest";
import { makeStream } from "../../src/core/random.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import { verifyGraph } from "../../src/graph/verify.ts";
import {
  describeNetwork,
  initialParameters,
  instantiate,
  splitVector,
} from "../../src/nn/network.ts";
import { input } from "../../src/ops/leaves.ts";
import { crossEntropy } from "../../src/ops/nll.ts";
import { imagesOf, memoryOf } from "../../src/train/networkInputs.ts";
import { parameterGradient } from "../../src/train/parameterGradient.ts";
import { makeNetwork, networks } from "../../src/zoo/index.ts";
import { runOnce } from "../support/runOnce.ts";

/** Every network with its defaults, and with each of its other values in turn. */
const variants = Object.entries(networks).flatMap(([name, { choices }]) => [
  { name, options: {} },
  ...Object.entries(choices).flatMap(([key, [, ...others]]) =>
    others.map((value: string) => ({ name, options: { [key]: value } })),
  ),
]);

const labels = [3, 7];
const images = Uint8Array.from({ length: 2 * 784 }, (_, i) =>
  makeStream(0, "pixels").integers(0, i, 256),
);

test.each(variants)("$name $options runs and learns in every parameter", ({ name, options }) => {
  const network = makeNetwork(name, options);
  const instance = instantiate(network, imagesOf(network, 2), memoryOf(network, "train"));
  const loss = crossEntropy(instance.logits, input("labels", [2], "u8"));
  const values = { logits: instance.logits, loss, gradient: parameterGradient(loss, instance) };
  verifyGraph(makeGraph(values));
  const numbers = { images, labels, parameters: initialParameters(network, 0) };
  const { logits, gradient } = runOnce(values, numbers);
  expect(logits).toHaveLength(2 * network.classes);
  expect(logits.every(Number.isFinite)).toBe(true);
  expect(logits.slice(0, 10)).not.toEqual(logits.slice(10));
  const { parameters } = describeNetwork(network);
  for (const [parameter, part] of splitVector(parameters, Float32Array.from(gradient))) {
    expect(Math.max(...part.map(Math.abs)), parameter).toBeGreaterThan(0);
  }
});
