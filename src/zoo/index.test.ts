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

test("makeNetwork() gives every network the name it was asked for by", () => {
  const names = Object.keys(networks);
  expect(names.map((name) => makeNetwork(name).name)).toEqual(names);
});

test.each([
  ["lenet", '; did you mean "lenet5"'],
  ["vgg", ""],
  ["toString", ""],
])('makeNetwork() refuses "%s"', (name, hint) => {
  expect(() => makeNetwork(name)).toThrow(
    new UsageError(
      `Cannot make "${name}": there is no such network, needs "lenet5", "lenet5-full", "mlp" or "pooled-mlp"${hint}`,
    ),
  );
});
