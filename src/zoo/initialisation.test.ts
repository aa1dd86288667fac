import { expect, test } from "vitest";
import { describeNetwork, initialParameters, splitVector } from "../nn/network.ts";
import { makeNetwork } from "./index.ts";
import { initialisationChoice } from "./initialisation.ts";

/** What a network's parameters hold before training, by name. */
function startOf(name: string, options: Readonly<Record<string, unknown>> = {}) {
  const network = makeNetwork(name, options);
  return splitVector(describeNetwork(network).parameters, initialParameters(network, 3));
}

const largest = (values: Float32Array) => values.reduce((max, x) => Math.max(max, Math.abs(x)), 0);

// Numbers of the time before there was a choice: a change would give all runs of these networks another start.
test.each([
  ["cnn002", "conv.weight", [-0.28104710578918457, 0.30627837777137756]],
  ["cnn002", "output.bias", [0.017627976834774017, 0.013214395381510258]],
  ["label-lstm", "lstm.weight_hh_l0", [0.07284922897815704, -0.058800797909498215]],
  ["label-lstm", "output.weight", [0.053883619606494904, 0.009489541873335838]],
  ["cnn-lstm", "cnn2.conv.weight", [-0.21599717438220978, -0.22756659984588623]],
  ["cnn-lstm", "lstm.bias_ih_l0", [0.03825457766652107, 0.08470023423433304]],
])("startsOf pytorch draws for %s the %s that it always drew", (network, name, first) => {
  const own = startOf(network, { initialisation: "pytorch" });
  expect([...own.get(name)!.slice(0, 2)]).toEqual(first);
  expect(startOf(network)).toEqual(own);
});

test.each([
  // √(6/(fan-in + fan-out)): 9 pixels a filter; 16 maps of 13×13; 10 numbers read and 128 kept; 28 answers.
  ["cnn002", "conv.weight", 6 / (9 + 9 * 16)],
  ["cnn002", "output.weight", 6 / (16 * 13 * 13 + 10)],
  ["cnn-lstm", "cnn1.conv.weight", 6 / (9 + 9 * 16)],
  ["cnn-lstm", "cnn2.output.weight", 6 / (16 * 13 * 13 + 10)],
  ["cnn-lstm", "lstm.weight_ih_l0", 6 / (10 + 4 * 128)],
  ["label-lstm", "lstm.weight_ih_l0", 6 / (10 + 4 * 128)],
  ["label-lstm", "output.weight", 6 / (128 + 28)],
])("startsOf keras draws for %s the %s within the square root of %d", (network, name, square) => {
  const values = startOf(network, { initialisation: "keras" }).get(name)!;
  expect(largest(values)).toBeLessThanOrEqual(Math.sqrt(square));
  expect(largest(values)).toBeGreaterThan(0.95 * Math.sqrt(square));
});

test("startsOf keras leaves the bias of the forget gate alone above 0", () => {
  const biases = [...startOf("cnn-lstm", { initialisation: "keras" })].filter(([name]) =>
    name.includes("bias"),
  );
  expect(biases.map(([name, values]) => [name, values.reduce((sum, x) => sum + x, 0)])).toEqual([
    ["cnn1.conv.bias", 0],
    ["cnn1.output.bias", 0],
    ["cnn2.conv.bias", 0],
    ["cnn2.output.bias", 0],
    ["lstm.bias_ih_l0", 128],
    ["lstm.bias_hh_l0", 0],
    ["output.bias", 0],
  ]);
});

test("initialisationChoice is an option of the networks of source 002, and part of their record", () => {
  for (const name of ["cnn002", "label-lstm", "cnn-lstm"]) {
    const optionOf = (given: object) => makeNetwork(name, { ...given }).options.initialisation;
    expect([optionOf({}), optionOf({ initialisation: "keras" })]).toEqual(initialisationChoice);
  }
});
