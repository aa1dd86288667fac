import { expect, test } from "vitest";
import { describeNetwork } from "../../src/nn/network.ts";
import type { OnnxModel } from "../../src/onnx/model.ts";
import { makeNetwork, type NetworkEntry, networks } from "../../src/zoo/index.ts";
import { expectOnnxAgrees } from "../support/expectOnnxAgrees.ts";
import { smallOptions } from "../support/smallOptions.ts";

/** Every network, small, and with each other word its options may be; of networks with the same options only the first. */
const entries: [string, NetworkEntry][] = Object.entries(networks);
const variants = entries.flatMap(([name, entry]) => {
  const keys = ({ choices }: NetworkEntry) => Object.keys(choices).join();
  const isFirst = entries.find(([, other]) => keys(other) === keys(entry))![0] === name;
  const others = Object.entries(entry.choices).flatMap(([key, option]) =>
    "least" in option || !isFirst ? [] : option.slice(1).map((value) => ({ [key]: value })),
  );
  return [{}, ...others].map((given) => ({ name, options: smallOptions(entry), given }));
});

test.each(variants)(
  "exportNetwork() of $name with $given gives logits that ONNX Runtime agrees with, for any batch size",
  async ({ name, options, given }) => {
    // Five halvings leave nothing of less.
    const enough = "form" in given ? { inputSize: 32 } : {};
    const network = makeNetwork(name, { ...options, ...enough, ...given });
    const model = await expectOnnxAgrees(network);
    checkStructure(model);
    const { parameters, buffers } = describeNetwork(network);
    const known = new Set(model.initialisers.map((tensor) => tensor.name));
    expect([...parameters, ...buffers].filter((spec) => !known.has(spec.name))).toEqual([]);
  },
);

/** Names are unique, values are made before they are read, and nothing is made in vain. */
function checkStructure({ nodes, initialisers, inputs, outputs }: OnnxModel): void {
  const given = [...inputs, ...initialisers].map(({ name }) => name);
  const made = new Set(["", ...given]);
  const read = new Set(outputs.map(({ name }) => name));
  for (const node of nodes) {
    expect(node.inputs.filter((name) => !made.has(name))).toEqual([]);
    for (const name of node.inputs) read.add(name);
    for (const name of node.outputs) made.add(name);
  }
  expect(made.size).toBe(1 + given.length + nodes.flatMap((node) => node.outputs).length);
  expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
  expect([...made].filter((name) => name !== "" && !read.has(name))).toEqual([]);
}
