import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { makeNetwork, networks } from "./index.ts";

test("makeNetwork() gives a network with its options filled in", () => {
  const { name, title, options } = makeNetwork("lenet5", { subsampling: "blur" });
  expect({ name, title }).toEqual({ name: "lenet5", title: "LeNet-5" });
  expect(options).toEqual({
    c3: "table",
    subsampling: "blur",
    activation: "tanh",
    output: "softmax",
    padding: "zero",
  });
  expect(makeNetwork("lenet5-full").options.c3).toBe("full");
  expect(makeNetwork("mlp").options).toEqual({});
});

test.each(Object.keys(networks))(
  "makeNetwork() makes %s under its name, and again from its options",
  (name) => {
    const network = makeNetwork(name);
    expect(network.name).toBe(name);
    const again = makeNetwork(name, network.options);
    expect(again.options).toEqual(network.options);
    expect(again.inputShape).toEqual(network.inputShape);
  },
);

test.each([
  ["lenet", '; did you mean "lenet5"'],
  ["resnet51", '; did you mean "resnet50"'],
  ["transformer", ""],
  ["toString", ""],
])('makeNetwork() refuses "%s"', (name, hint) => {
  const names = Object.keys(networks).map((known) => `"${known}"`);
  const list = `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
  expect(() => makeNetwork(name)).toThrow(
    new UsageError(`Cannot make "${name}": there is no such network, needs ${list}${hint}`),
  );
});
