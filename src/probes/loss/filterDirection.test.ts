import { expect, test } from "vitest";
import { livelyNetwork, tinyNetwork } from "../../../test/support/tinyNetwork.ts";
import { makeStream } from "../../core/random.ts";
import { conv } from "../../nn/conv.ts";
import { initialParameters, type Network } from "../../nn/network.ts";
import { flatten } from "../../ops/reshape.ts";
import { filterDirection } from "./filterDirection.ts";

const lengthOf = (vector: Float32Array) => Math.hypot(...vector);

test("filterDirection() has filters as long as those of the weights, and leaves biases where they are", () => {
  const parameters = initialParameters(tinyNetwork, 0);
  const direction = filterDirection(tinyNetwork, parameters, makeStream(0, "test"));
  for (let row = 0; row < 5; row++) {
    const place = [12 * row, 12 * row + 12] as const;
    const [own, theirs] = [direction.subarray(...place), parameters.subarray(...place)];
    expect(lengthOf(own)).toBeCloseTo(lengthOf(theirs), 6);
    expect(own).not.toEqual(theirs);
  }
  expect([...direction.subarray(60, 65)]).toEqual([0, 0, 0, 0, 0]);
  expect([...direction.subarray(80)]).toEqual([0, 0, 0]);
});

test("filterDirection() leaves scales and shifts of normalisations where they are", () => {
  const parameters = initialParameters(livelyNetwork, 0);
  const direction = filterDirection(livelyNetwork, parameters, makeStream(0, "test"));
  expect([...direction.subarray(0, 2)]).toEqual([0, 0]);
  expect(direction.subarray(2).some((value) => value !== 0)).toBe(true);
});

test("filterDirection() does not move a filter of zeros", () => {
  const parameters = initialParameters(tinyNetwork, 0);
  parameters.fill(0, 12, 24);
  const direction = filterDirection(tinyNetwork, parameters, makeStream(0, "test"));
  expect(lengthOf(direction.subarray(12, 24))).toBe(0);
  expect(lengthOf(direction.subarray(24, 36))).toBeGreaterThan(0);
});

test("filterDirection() is the same for other weights but for the lengths of filters", () => {
  const weights = initialParameters(tinyNetwork, 0);
  const of = (parameters: Float32Array) =>
    filterDirection(tinyNetwork, parameters, makeStream(0, "test"));
  const [once, doubled] = [of(weights), of(weights.map((weight) => 2 * weight))];
  doubled.forEach((value, at) => void expect(value).toBeCloseTo(2 * once[at]!, 6));
});

test("filterDirection() does not move what a mask cuts out", () => {
  const network: Network = {
    ...tinyNetwork,
    inputShape: [2, 1, 1],
    classes: 2,
    build: (x, scope) =>
      flatten(
        conv(x, scope.child("conv"), { outChannels: 2, kernelSize: 1, connections: [[0], [0, 1]] }),
      ),
  };
  const parameters = initialParameters(network, 0);
  const direction = filterDirection(network, parameters, makeStream(0, "test"));
  expect(direction[1]).toBe(0);
  expect(Math.abs(direction[0]!)).toBeCloseTo(Math.abs(parameters[0]!), 6);
});
