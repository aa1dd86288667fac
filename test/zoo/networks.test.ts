import { expect, test } from "vitest";
import { makeStream } from "../../src/core/random.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import { shapeOf } from "../../src/graph/node.ts";
import { verifyGraph } from "../../src/graph/verify.ts";
import { describeNetwork, initialNumbers, instantiate, splitVector } from "../../src/nn/network.ts";
import { crossEntropy } from "../../src/ops/crossEntropy.ts";
import { input } from "../../src/ops/leaves.ts";
import { imagesOf, memoryOf } from "../../src/train/networkInputs.ts";
import { parameterGradient } from "../../src/train/parameterGradient.ts";
import { makeNetwork, type NetworkEntry, networks } from "../../src/zoo/index.ts";
import type { Choices } from "../../src/zoo/options.ts";
import { runOnce } from "../support/runOnce.ts";
import { smallOptions } from "../support/smallOptions.ts";

/** Every network, small, and with each other value of its options; of networks with the same options only the first. */
const entries: [string, NetworkEntry][] = Object.entries(networks);
const variants = entries.flatMap(([name, entry]) => {
  const keys = (choices: Choices) => Object.keys(choices).join();
  const first = entries.find(([, { choices }]) => keys(choices) === keys(entry.choices))!;
  const others = first[0] === name ? otherValues(entry) : [];
  return ["", ...others].map((given) => ({ name, options: smallOptions(entry), given }));
});

function otherValues({ choices }: NetworkEntry): string[] {
  return Object.entries(choices).flatMap(([key, option]) =>
    "least" in option ? [] : option.slice(1).map((value) => `${key}=${value}`),
  );
}

const batchSize = 3;
const labels = [3, 7, 4];
const stream = makeStream(0, "pixels");

test.each(variants)(
  "$name $given runs and learns in every parameter",
  ({ name, options, given }) => {
    const [key = "", value] = given.split("=");
    // Five halvings leave nothing of less.
    const enough = value === "imagenet" ? { inputSize: 32 } : {};
    const network = makeNetwork(name, { ...options, ...enough, ...(value && { [key]: value }) });
    const x = imagesOf(network, batchSize);
    const instance = instantiate(network, x, memoryOf(network, "train"));
    const loss = crossEntropy(instance.logits, input("labels", [batchSize], "i32"));
    const values = { logits: instance.logits, loss, gradient: parameterGradient(loss, instance) };
    verifyGraph(makeGraph(values));
    const images = Uint8Array.from({ length: sizeOf(shapeOf(x)) }, (_, i) =>
      stream.integers(0, i, 256),
    );
    const numbers = { images, labels, ...initialNumbers(network, 0) };
    const { logits, gradient } = runOnce(values, numbers);
    expect(logits).toHaveLength(batchSize * network.classes);
    expect(logits.every(Number.isFinite)).toBe(true);
    expect(logits.slice(0, network.classes)).not.toEqual(
      logits.slice(network.classes, 2 * network.classes),
    );
    const { parameters } = describeNetwork(network);
    for (const [parameter, part] of splitVector(parameters, Float32Array.from(gradient))) {
      expect(
        part.some((element) => element !== 0),
        parameter,
      ).toBe(true);
    }
  },
);
